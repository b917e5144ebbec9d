//! Our own content, as checks apart from those of the program: the ladder holds what its sources say, and every example of the guides
//! does what the guide says. A change of `content/` can break these; a change of the program should not.

pub(crate) mod facts;
mod guides;
