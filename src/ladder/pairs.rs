//! Which pairs of roles, and which pairs of models, get a page.
//!
//! Pairs grow with the square of the roles, so there is a budget. Pairs with a file come first, then those whose roles meet in the
//! most models; a role in no model is compared with every role, so that one new file shows everywhere.

use super::{ComparisonId, Ladder, ModelId, RoleId};

/// The pairs of roles that have a page, each alphabetical by id, in the order of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// With the file that tunes each.
    pub roles: Vec<Pair>,
    /// How many pairs are over the budget and have no page.
    pub left_out: usize,
}

/// A pair of roles with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The role whose id comes first in the alphabet.
    pub first: RoleId,
    /// The other one.
    pub second: RoleId,
    /// The file that tunes it.
    pub file: Option<ComparisonId>,
}

impl Pairs {
    /// The pair of two roles in either order, when it has a page.
    #[must_use]
    pub fn find(&self, one: RoleId, other: RoleId) -> Option<Pair> {
        let key = (one.min(other), one.max(other));
        let at = self.roles.binary_search_by_key(&key, Pair::key).ok()?;
        Some(self.roles[at])
    }
}

impl Pair {
    /// The two roles in the order of lists.
    fn key(&self) -> (RoleId, RoleId) {
        (self.first.min(self.second), self.first.max(self.second))
    }
}

impl Ladder {
    /// The pairs of roles that get a page within the budget.
    #[must_use]
    pub fn pairs(&self, budget: usize) -> Pairs {
        let in_models = self.model_sets();
        let mut candidates: Vec<(bool, u32, RoleId, RoleId)> = Vec::new();
        let written = self.written_pairs();
        for one in self.role_ids() {
            for other in self.role_ids().skip(one.index() + 1) {
                let has_file = written
                    .binary_search_by_key(&(one, other), |(pair, _)| *pair)
                    .is_ok();
                let (sets, others) = (&in_models[one.index()], &in_models[other.index()]);
                let meet: u32 = sets
                    .iter()
                    .zip(others)
                    .map(|(a, b)| (a & b).count_ones())
                    .sum();
                let loose = sets.iter().all(|set| *set == 0) || others.iter().all(|set| *set == 0);
                if has_file || meet > 0 || loose {
                    candidates.push((has_file, meet, one, other));
                }
            }
        }
        let left_out = candidates.len().saturating_sub(budget);
        if left_out > 0 {
            candidates.sort_by(|a, b| {
                (b.0, b.1)
                    .cmp(&(a.0, a.1))
                    .then((a.2, a.3).cmp(&(b.2, b.3)))
            });
            candidates.truncate(budget);
            candidates.sort_by_key(|candidate| (candidate.2, candidate.3));
        }
        let roles = candidates
            .into_iter()
            .map(|(.., one, other)| {
                let file = written
                    .binary_search_by_key(&(one, other), |(pair, _)| *pair)
                    .ok()
                    .map(|at| written[at].1);
                let (first, second) = if self.role(one).id < self.role(other).id {
                    (one, other)
                } else {
                    (other, one)
                };
                Pair {
                    first,
                    second,
                    file,
                }
            })
            .collect();
        Pairs { roles, left_out }
    }

    /// For each role the models it takes part in, as bits.
    fn model_sets(&self) -> Vec<Vec<u64>> {
        let words = self.models.len().div_ceil(64);
        self.roles
            .iter()
            .map(|role| {
                let mut bits = vec![0u64; words];
                for model in &role.models {
                    bits[model.index() / 64] |= 1 << (model.index() % 64);
                }
                bits
            })
            .collect()
    }

    /// The pairs that have a file, each in the order of lists, sorted.
    fn written_pairs(&self) -> Vec<((RoleId, RoleId), ComparisonId)> {
        let mut pairs: Vec<_> = self
            .comparisons
            .iter()
            .enumerate()
            .map(|(index, comparison)| {
                let (left, right) = (comparison.left, comparison.right);
                ((left.min(right), left.max(right)), ComparisonId::new(index))
            })
            .collect();
        pairs.sort_unstable();
        pairs
    }

    /// The ordered pairs of models that get a page, each alphabetical by id, at most `budget`.
    #[must_use]
    pub fn model_pairs(&self, budget: usize) -> Vec<(ModelId, ModelId)> {
        let pairs = self.model_ids().flat_map(|one| {
            self.model_ids()
                .skip(one.index() + 1)
                .map(move |other| (one, other))
        });
        pairs
            .take(budget)
            .map(|(one, other)| {
                if self.model(one).id < self.model(other).id {
                    (one, other)
                } else {
                    (other, one)
                }
            })
            .collect()
    }
}
