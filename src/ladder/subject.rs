//! What documents are about, and the ids that name it: places in the ladder's lists.

use super::list::Id;
use crate::kinds::{Kind, kinds};

macro_rules! id {
    ($(#[doc = $doc:expr])+ $name:ident) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// From a place in the ladder's list of its kind, which has fewer than 2³² entries.
            pub fn new(index: usize) -> $name {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in the ladder's list of its kind.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Id for $name {
            fn at(place: usize) -> $name {
                $name::new(place)
            }

            fn place(self) -> usize {
                self.index()
            }
        }
    };
}

id! {
    /// A published document; in the order of paths.
    DocumentId
}

id! {
    /// A scope; the smallest first.
    ScopeId
}

macro_rules! subjects {
    ($( $section:ident { $(
        $(#[doc = $doc:literal])+
        $kind:ident $one:ident $several:ident $text:ident $id:ident $folder:literal $a:literal;
    )+ } )+) => {
        $($(
            id! {
                #[doc = concat!("A place in [`Ladder::", stringify!($several), "`].")]
                $id
            }

            impl From<$id> for Subject {
                fn from(id: $id) -> Subject {
                    Subject::$kind(id)
                }
            }
        )+)+

        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Subject {
            $($( $(#[doc = $doc])+ $kind($id), )+)+
            /// An ordinary page: a guide, the glossary, an index page, the front page.
            Page(DocumentId),
        }

        impl Subject {
            /// Its kind; an ordinary page counts as a guide.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self {
                    $($( Subject::$kind(_) => Kind::$kind, )+)+
                    Subject::Page(_) => Kind::Guide,
                }
            }
        }
    };
}

kinds!(subjects);

impl From<DocumentId> for Subject {
    fn from(id: DocumentId) -> Subject {
        Subject::Page(id)
    }
}
