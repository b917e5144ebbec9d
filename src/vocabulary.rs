//! The words that an ownership tag keeps for itself.
//!
//! They lie below the reader of tags, the diagnostics that guess what an author meant by another
//! word, and the list of keys.

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
    /// Is asked before.
    Consulted,
    /// Lends a hand.
    Helps,
    /// Fills in while the holder is away.
    Backup,
    /// Watches over it.
    Custodial,
    /// Is told.
    Informed,
}

/// What the words of the vocabulary say of a holder, each at most once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// How well it holds.
    pub quality: Option<Quality>,
    /// In which relation, where it is not simply accountable.
    pub relation: Option<Relation>,
}

impl Manner {
    /// Whether a text is one of the words.
    #[must_use]
    pub fn has_word(text: &str) -> bool {
        Manner::default().say(text).is_some()
    }

    /// Notes what a word says; `None` where it is not one of them. The error names what is said
    /// twice: one of the two would be lost.
    pub fn say(&mut self, word: &str) -> Option<Result<(), &'static str>> {
        if let Some(quality) = Quality::find(word) {
            return Some(once(&mut self.quality, quality).ok_or("quality"));
        }
        let relation = Relation::find(word)?;
        Some(once(&mut self.relation, relation).ok_or("relation"))
    }

    /// The words in the order in which a tag is printed, each after the beginning of its key in a
    /// table of words.
    pub fn words(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let quality = self.quality.map(|quality| ("quality_", quality.name()));
        let relation = self.relation.map(|relation| ("relation_", relation.name()));
        quality.into_iter().chain(relation)
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    if place.is_some() {
        return None;
    }
    *place = Some(value);
    Some(())
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
    /// All, in the order of the documentation.
    pub const ALL: [Relation; 7] = [
        Relation::Accountable,
        Relation::Does,
        Relation::Consulted,
        Relation::Helps,
        Relation::Backup,
        Relation::Custodial,
        Relation::Informed,
    ];

    /// The words for each: the names, in the order of [`Relation::ALL`], then what other tables of
    /// responsibilities call them.
    pub const WORDS: [(&'static str, Relation); 14] = [
        ("accountable", Relation::Accountable),
        ("does", Relation::Does),
        ("consulted", Relation::Consulted),
        ("helps", Relation::Helps),
        ("backup", Relation::Backup),
        ("custodial", Relation::Custodial),
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
    use super::{LETTERS, RELATIONS, Relation};

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
