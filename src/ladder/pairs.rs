//! Which pairs of roles, and which pairs of models, get a page.
//!
//! Pairs grow with the square of the roles, so there is a budget. Pairs with a file come first, then those whose roles meet in the
//! most models; a role in no model is compared with every role, so that one new file shows everywhere.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

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

/// What decides over a pair when there are more than the budget has pages for; the greatest come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    has_file: bool,
    meet: u32,
    pair: Reverse<(RoleId, RoleId)>,
    file: Option<ComparisonId>,
}

/// In how many models two roles meet.
fn common(one: &[u64], other: &[u64]) -> u32 {
    one.iter()
        .zip(other)
        .map(|(one, other)| (one & other).count_ones())
        .sum()
}

impl Ladder {
    /// The pairs of roles that get a page within the budget.
    #[must_use]
    pub fn pairs(&self, budget: usize) -> Pairs {
        let in_models = self.model_sets();
        let loose: Vec<bool> = in_models
            .iter()
            .map(|set| set.iter().all(|word| *word == 0))
            .collect();
        let mut written = self.written_pairs().into_iter().peekable();
        // The best so far, the weakest of them in front. Ten thousand roles have fifty million pairs: they are counted, not kept.
        let mut kept: BinaryHeap<Reverse<Rank>> = BinaryHeap::new();
        let mut count = 0;
        for one in self.role_ids() {
            for other in self.role_ids().skip(one.index() + 1) {
                let file = written.next_if(|(pair, _)| *pair == (one, other));
                // A second file for the same pair has its own diagnostic.
                while written.next_if(|(pair, _)| *pair == (one, other)).is_some() {}
                let alone = loose[one.index()] || loose[other.index()];
                let meet = if alone {
                    0
                } else {
                    common(&in_models[one.index()], &in_models[other.index()])
                };
                if file.is_none() && meet == 0 && !alone {
                    continue;
                }
                count += 1;
                let rank = Rank {
                    has_file: file.is_some(),
                    meet,
                    pair: Reverse((one, other)),
                    file: file.map(|(_, id)| id),
                };
                if kept.len() < budget {
                    kept.push(Reverse(rank));
                } else if let Some(mut weakest) = kept.peek_mut().filter(|kept| kept.0 < rank) {
                    *weakest = Reverse(rank);
                }
            }
        }
        let mut roles: Vec<Rank> = kept.into_iter().map(|Reverse(rank)| rank).collect();
        roles.sort_by_key(|rank| rank.pair.0);
        Pairs {
            left_out: count - roles.len(),
            roles: roles.into_iter().map(|rank| self.pair(rank)).collect(),
        }
    }

    fn pair(&self, rank: Rank) -> Pair {
        let Reverse((one, other)) = rank.pair;
        let (first, second) = if self.role(one).id < self.role(other).id {
            (one, other)
        } else {
            (other, one)
        };
        Pair {
            first,
            second,
            file: rank.file,
        }
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
