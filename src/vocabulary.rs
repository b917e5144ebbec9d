//! The words that an ownership tag keeps for itself.
//!
//! They lie below the reader of tags, the diagnostics that guess what an author meant by another
//! word, and the list of keys.

use std::fmt;

/// How well an area is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// It suffers there.
    Poorly,
    /// Nothing says how.
    Undefined,
}

/// How a role relates to an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Answers for it.
    Accountable,
    /// Does the work.
    Does,
    /// Lends a hand.
    Helps,
    /// Fills in while the holder is away.
    Backup,
    /// Watches over it.
    Custodial,
    /// Is asked before.
    Consulted,
    /// Is told.
    Informed,
}

/// What a holder can't be told twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// It holds well or poorly, once.
    Quality,
    /// This relation, by any of its words.
    Relation(Relation),
}

/// What the words of the vocabulary say of a holder, each at most once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// How well it holds.
    pub quality: Option<Quality>,
    /// In which relations, where it is not simply accountable.
    pub relations: Relations,
}

/// The relations of one role to one area, each at most once; none is to answer for it without more
/// words.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relations(u8);

impl Relations {
    /// Adds a relation; `false` where it is there already.
    pub fn include(&mut self, relation: Relation) -> bool {
        let with = self.0 | 1 << relation as u8;
        with != std::mem::replace(&mut self.0, with)
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub fn includes(self, relation: Relation) -> bool {
        self.0 & 1 << relation as u8 != 0
    }

    /// Whether who has these answers for the area, and does not only help, advise or the like.
    #[must_use]
    pub fn make_an_owner(self) -> bool {
        self.is_empty() || self.includes(Relation::Accountable)
    }

    /// In the order of [`Relation::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Relation> {
        Relation::ALL
            .into_iter()
            .filter(move |relation| self.includes(*relation))
    }

    /// Their names, in the same order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter().map(Relation::name)
    }
}

impl From<Relation> for Relations {
    fn from(relation: Relation) -> Relations {
        Relations(1 << relation as u8)
    }
}

impl fmt::Debug for Relations {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_set().entries(self.iter()).finish()
    }
}

impl Manner {
    /// Whether a text is one of the words.
    #[must_use]
    pub fn has_word(text: &str) -> bool {
        Manner::default().say(text).is_some()
    }

    /// Notes what a word says; `None` where it is not one of them. The error is what is said twice:
    /// one of the two would be lost.
    pub fn say(&mut self, word: &str) -> Option<Result<(), Twice>> {
        if let Some(quality) = Quality::find(word) {
            let is_first = self.quality.is_none();
            self.quality = self.quality.or(Some(quality));
            return Some(is_first.then_some(()).ok_or(Twice::Quality));
        }
        let relation = Relation::find(word)?;
        let is_first = self.relations.include(relation);
        Some(is_first.then_some(()).ok_or(Twice::Relation(relation)))
    }

    /// The words in the order in which a tag is printed, each after the beginning of its key in a
    /// table of words.
    pub fn words(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let quality = self.quality.map(|quality| ("quality_", quality.name()));
        let relations = self.relations.names().map(|name| ("relation_", name));
        quality.into_iter().chain(relations)
    }
}

impl Quality {
    /// All, by name.
    pub const ALL: [Quality; 2] = [Quality::Poorly, Quality::Undefined];

    /// As written in a tag.
    pub const fn name(self) -> &'static str {
        match self {
            Quality::Poorly => "poorly",
            Quality::Undefined => "undefined",
        }
    }

    /// The quality of this name, ignoring case.
    pub fn find(name: &str) -> Option<Quality> {
        Quality::ALL
            .into_iter()
            .find(|quality| quality.name().eq_ignore_ascii_case(name))
    }
}

impl Relation {
    /// All; of several, the first says most of a role.
    pub const ALL: [Relation; 7] = [
        Relation::Accountable,
        Relation::Does,
        Relation::Helps,
        Relation::Backup,
        Relation::Custodial,
        Relation::Consulted,
        Relation::Informed,
    ];

    /// The words for each: the names, in the order of [`Relation::ALL`], then what other tables of
    /// responsibilities call them.
    pub const WORDS: [(&'static str, Relation); 14] = [
        ("accountable", Relation::Accountable),
        ("does", Relation::Does),
        ("helps", Relation::Helps),
        ("backup", Relation::Backup),
        ("custodial", Relation::Custodial),
        ("consulted", Relation::Consulted),
        ("informed", Relation::Informed),
        ("approver", Relation::Accountable),
        ("approves", Relation::Accountable),
        ("responsible", Relation::Does),
        ("driver", Relation::Does),
        ("contributor", Relation::Consulted),
        ("support", Relation::Helps),
        ("supports", Relation::Helps),
    ];

    /// As a tag is printed.
    pub const fn name(self) -> &'static str {
        Relation::WORDS[self as usize].0
    }

    /// The relation that a word means, ignoring case.
    pub fn find(word: &str) -> Option<Relation> {
        let mut words = Relation::WORDS.into_iter();
        words
            .find(|(known, _)| known.eq_ignore_ascii_case(word))
            .map(|(_, relation)| relation)
    }
}

/// The words that name a quality.
pub const QUALITIES: [&str; 2] = [Quality::Poorly.name(), Quality::Undefined.name()];

/// The words that name a relation.
pub const RELATIONS: [&str; Relation::WORDS.len()] = {
    let mut words = [""; Relation::WORDS.len()];
    let mut at = 0;
    while at < words.len() {
        words[at] = Relation::WORDS[at].0;
        at += 1;
    }
    words
};

/// The letters of tables of responsibilities, with the words that they are short for.
pub const LETTERS: [(char, &str); 6] = [
    ('A', "accountable"),
    ('R', "does"),
    ('C', "consulted"),
    ('I', "informed"),
    ('S', "helps"),
    ('D', "does"),
];

/// Words between names, which no name used in a tag may hold.
const BETWEEN_NAMES: [&str; 4] = ["or", "via", "when", "if"];

/// Words that the tag language keeps for itself: no role may be called so.
pub const RESERVED: [&str; 6] = {
    let [or, via, when, when_too] = BETWEEN_NAMES;
    ["nobody", "shared", or, via, when, when_too]
};

/// Whether a name can be used in an ownership tag.
pub fn usable_in_tags(name: &str) -> bool {
    let is_one_of = |words: &[&str], word: &str| {
        words
            .iter()
            .any(|reserved| word.eq_ignore_ascii_case(reserved))
    };
    !name.contains([';', ',', '+', '(', ')'])
        && !name
            .split_whitespace()
            .any(|word| is_one_of(&BETWEEN_NAMES, word))
        && !is_one_of(&RESERVED, name)
}

#[cfg(test)]
mod tests {
    use super::{LETTERS, RELATIONS, Relation, Relations};

    #[test]
    fn several_relations_are_kept_once_each_in_one_order() {
        let mut relations = Relations::default();
        assert!(relations.make_an_owner());
        assert!(relations.include(Relation::Informed) && relations.include(Relation::Does));
        assert!(!relations.include(Relation::Informed));
        assert!(!relations.make_an_owner());
        assert!(relations.include(Relation::Accountable) && relations.make_an_owner());
        let names: Vec<&str> = relations.names().collect();
        assert_eq!(names, ["accountable", "does", "informed"]);
    }

    #[test]
    fn every_relation_has_its_name_and_every_letter_a_relation() {
        for (at, relation) in Relation::ALL.into_iter().enumerate() {
            assert_eq!(Relation::find(relation.name()), Some(relation));
            assert_eq!(RELATIONS[at], relation.name());
        }
        assert!(
            LETTERS
                .iter()
                .all(|(_, word)| Relation::find(word).is_some())
        );
    }
}
