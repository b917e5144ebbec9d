//! Which pairs of roles, and which pairs of models, get a page.
//!
//! Pairs grow with the square of the roles, so there is a budget. Pairs with a file come first,
//! then those whose roles meet in the most models; a role in no model is compared with every role,
//! so that one new file shows everywhere.

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
    /// For each role the places of its pairs.
    by_role: Vec<Vec<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The role whose id comes first in the alphabet.
    pub first: RoleId,
    pub second: RoleId,
    pub file: Option<ComparisonId>,
}

impl Pairs {
    fn new(roles: Vec<Pair>, left_out: usize, count: usize) -> Pairs {
        let mut by_role = vec![Vec::new(); count];
        for (at, pair) in roles.iter().enumerate() {
            by_role[pair.first.index()].push(at);
            by_role[pair.second.index()].push(at);
        }
        Pairs {
            roles,
            left_out,
            by_role,
        }
    }

    /// The pairs of one role, each with the other one, in the order of lists.
    pub fn of(&self, role: RoleId) -> impl Iterator<Item = (RoleId, Pair)> {
        let places = self.by_role.get(role.index()).into_iter().flatten();
        places.map(move |at| {
            let pair = self.roles[*at];
            let other = if pair.first == role {
                pair.second
            } else {
                pair.first
            };
            (other, pair)
        })
    }

    /// The pair of two roles in either order, when it has a page.
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

/// What decides over a pair when there are more than the budget has pages for; the greatest come
/// first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    has_file: bool,
    meet: u32,
    pair: Reverse<(RoleId, RoleId)>,
    file: Option<ComparisonId>,
}

impl Rank {
    fn without_file(meet: u32, pair: (RoleId, RoleId)) -> Rank {
        Rank {
            has_file: false,
            meet,
            pair: Reverse(pair),
            file: None,
        }
    }
}

/// The best pairs so far, at most as many as there is budget for.
struct Kept {
    budget: usize,
    /// The weakest in front.
    heap: BinaryHeap<Reverse<Rank>>,
}

impl Kept {
    fn new(budget: usize) -> Kept {
        Kept {
            budget,
            heap: BinaryHeap::new(),
        }
    }

    fn is_full(&self) -> bool {
        self.heap.len() >= self.budget
    }

    fn offer(&mut self, rank: Rank) {
        if !self.is_full() {
            self.heap.push(Reverse(rank));
        } else if let Some(mut weakest) = self.heap.peek_mut().filter(|kept| kept.0 < rank) {
            *weakest = Reverse(rank);
        }
    }

    fn ranks(self) -> Vec<Rank> {
        self.heap.into_iter().map(|Reverse(rank)| rank).collect()
    }
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
    pub fn pairs(&self, budget: usize) -> Pairs {
        let in_models = self.model_sets();
        let is_loose = |role: RoleId| in_models[role.index()].iter().all(|word| *word == 0);
        let (loose, social): (Vec<RoleId>, Vec<RoleId>) =
            self.role_ids().partition(|role| is_loose(*role));
        let mut written = self.written_pairs();
        // A second file for the same pair has its own diagnostic.
        written.dedup_by_key(|(pair, _)| *pair);
        let has_file = |pair| {
            written
                .binary_search_by_key(&pair, |(pair, _)| *pair)
                .is_ok()
        };
        let mut kept = Kept::new(budget);
        for (pair, file) in &written {
            kept.offer(Rank {
                has_file: true,
                meet: 0,
                pair: Reverse(*pair),
                file: Some(*file),
            });
        }
        let mut count = written.len();
        for (at, one) in social.iter().enumerate() {
            for other in &social[at + 1..] {
                let meet = common(&in_models[one.index()], &in_models[other.index()]);
                if meet > 0 && !has_file((*one, *other)) {
                    kept.offer(Rank::without_file(meet, (*one, *other)));
                    count += 1;
                }
            }
        }
        // Ten thousand roles in no model have fifty million pairs: they are counted, and looked at
        // only while there is budget.
        let with_loose = |((one, other), _): &&((RoleId, RoleId), ComparisonId)| {
            is_loose(*one) || is_loose(*other)
        };
        count += loose.len() * loose.len().saturating_sub(1) / 2 + loose.len() * social.len();
        count -= written.iter().filter(with_loose).count();
        let each_with_later = loose
            .iter()
            .enumerate()
            .flat_map(|(at, one)| {
                let others = loose[at + 1..].iter().chain(&social);
                others.map(|other| (*one.min(other), *one.max(other)))
            })
            .filter(|pair| !has_file(*pair));
        for pair in each_with_later {
            if kept.is_full() {
                break;
            }
            kept.offer(Rank::without_file(0, pair));
        }
        let mut roles = kept.ranks();
        roles.sort_by_key(|rank| rank.pair.0);
        let left_out = count - roles.len();
        let roles: Vec<Pair> = roles.into_iter().map(|rank| self.pair(rank)).collect();
        Pairs::new(roles, left_out, self.roles.len())
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
        self.role_ids()
            .map(|role| {
                let mut bits = vec![0u64; words];
                for model in self.models_with(role) {
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
            .pairs()
            .map(|(id, comparison)| {
                let (left, right) = (comparison.left, comparison.right);
                ((left.min(right), left.max(right)), id)
            })
            .collect();
        pairs.sort_unstable();
        pairs
    }

    /// The pairs of models that get pages, each alphabetical by id, at most `budget`.
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
