//! Which mistakes follow from which: one clashing name makes every use of it wrong, and a person has
//! to mend one line.

use std::collections::{BTreeMap, HashMap};

use super::{Code, Diagnostic, Severity};
use crate::span::Span;

/// A name that leads nowhere in so many places was given up; a slip of the finger is made once or
/// twice.
const GIVEN_UP: usize = 3;

/// How many causes in a row are followed: the mistakes of a circle have no first one.
const DEPTH: usize = 8;

/// For each diagnostic the place in the list of the one it follows from. A mistake hides no worse
/// one: what follows from a lesser mistake counts as one of its own.
pub fn causes(diagnostics: &[Diagnostic]) -> Vec<Option<usize>> {
    let mut at: HashMap<Span, usize> = HashMap::new();
    for (index, one) in diagnostics.iter().enumerate() {
        let known = at.entry(one.at()).or_insert(index);
        let rank = |one: &Diagnostic| (one.because.is_none(), one.severity());
        if rank(one) > rank(&diagnostics[*known]) {
            *known = index;
        }
    }
    let cause = |index: usize| {
        let cause = *at.get(&diagnostics[index].because?)?;
        (cause != index).then_some(cause)
    };
    (0..diagnostics.len())
        .map(|index| {
            let mut first = cause(index)?;
            for _ in 0..DEPTH {
                match cause(first) {
                    Some(next) => first = next,
                    None if diagnostics[first].severity() >= diagnostics[index].severity() => {
                        return Some(first);
                    }
                    None => return None,
                }
            }
            None
        })
        .collect()
}

/// Gathers what is one mistake in many places: a name that nothing has any more. The first place in
/// the list speaks for all, and says how an old name goes on working.
pub fn gather(diagnostics: &mut [Diagnostic]) {
    let mut same: BTreeMap<(Code, String), Vec<usize>> = BTreeMap::new();
    for (index, one) in diagnostics.iter().enumerate() {
        let is_name = matches!(
            one.code,
            Code::UnknownRole | Code::UnknownArea | Code::UnknownName | Code::UnknownTarget
        );
        if is_name && one.because.is_none() {
            let key = (one.code, one.message().to_owned());
            same.entry(key).or_default().push(index);
        }
    }
    for ((_, message), places) in same {
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        if others.len() + 1 < GIVEN_UP {
            continue;
        }
        let at = diagnostics[*first].at;
        let name = message.split('`').nth(1).unwrap_or_default();
        // A name with signs would need quotes, which only who writes YAML knows.
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/');
        let also = if !name.is_empty() && name.chars().all(is_plain) {
            format!("`also: [{name}]`")
        } else {
            "the old name under `also`".to_owned()
        };
        diagnostics[*first] = diagnostics[*first].clone().help(format!(
            "if it was renamed, write {also} into the file of the new name, and all these find it"
        ));
        for other in others {
            diagnostics[*other] = diagnostics[*other].clone().follows(Some(at));
        }
    }
}

/// A diagnostic as a person gets it.
pub(super) struct Group<'a> {
    pub(super) cause: &'a Diagnostic,
    /// What follows from it, in the order given.
    pub(super) consequences: Vec<&'a Diagnostic>,
}

impl<'a> Group<'a> {
    /// Each by itself: first the cause, then what follows from it.
    pub(super) fn one_by_one(self) -> impl Iterator<Item = Group<'a>> {
        let all = std::iter::once(self.cause).chain(self.consequences);
        all.map(|cause| Group {
            cause,
            consequences: Vec::new(),
        })
    }

    /// What is said below a cause of what follows from it: how many, of which severities, and where
    /// the first are.
    pub(super) fn told(&self, place: impl Fn(&Diagnostic) -> String) -> Option<String> {
        const SHOWN: usize = 3;
        let all = &self.consequences;
        let is_same = all.iter().all(|one| one.message() == self.cause.message());
        let what = match (is_same, all.len()) {
            (_, 0) => return None,
            (true, 1) => "1 more place says the same".to_owned(),
            (true, count) => format!("{count} more places say the same"),
            (false, 1) => format!("{} follows from this one", counted(all)),
            (false, _) => format!("{} follow from this one", counted(all)),
        };
        let places = all.iter().take(SHOWN).map(|one| place(one));
        let places = places.collect::<Vec<String>>().join(", ");
        let more = match all.len().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some(format!("{what}: {places}{more}"))
    }
}

/// Errors before warnings before notes; of these first what others follow from, since mending it
/// mends them. Beyond that the order is the one given.
pub(super) fn grouped(diagnostics: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    let causes = causes(diagnostics);
    for (index, one) in diagnostics.iter().enumerate() {
        if causes[index].is_none() {
            place.insert(index, groups.len());
            groups.push(Group {
                cause: one,
                consequences: Vec::new(),
            });
        }
    }
    for (one, cause) in diagnostics.iter().zip(&causes) {
        if let Some(group) = cause.and_then(|cause| place.get(&cause)) {
            groups[*group].consequences.push(one);
        }
    }
    let rank = |group: &Group<'_>| (group.cause.severity(), !group.consequences.is_empty());
    groups.sort_by_key(|group| std::cmp::Reverse(rank(group)));
    groups
}

/// `2 errors and 1 warning`.
fn counted(all: &[&Diagnostic]) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let count = all.iter().filter(|one| one.severity() == severity).count();
            let plural = if count == 1 { "" } else { "s" };
            (count > 0).then(|| format!("{count} more {}{plural}", severity.name()))
        })
        .collect();
    counts.join(" and ")
}
