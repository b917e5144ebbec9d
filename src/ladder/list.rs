//! Lists whose places are ids: the id of a role finds nothing in a list of areas.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut};

/// A place in a list of one kind.
pub trait Id: Copy + Eq + Ord {
    /// From a place, counted from 0.
    fn at(place: usize) -> Self;

    /// The place, counted from 0.
    fn place(self) -> usize;
}

/// Things of one kind, found by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<I, T> {
    items: Vec<T>,
    ids: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> List<I, T> {
    /// As many as `other` has, each made by `make`.
    pub fn beside<U>(other: &List<I, U>, make: impl FnMut(I) -> T) -> List<I, T> {
        other.ids().map(make).collect()
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.items.len()).map(I::at)
    }

    /// Every thing with its id, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (I, &T)> {
        self.ids().zip(&self.items)
    }
}

impl<I, T> Deref for List<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<I, T> DerefMut for List<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<I: Id, T> Index<I> for List<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.place()]
    }
}

impl<I: Id, T> IndexMut<I> for List<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.place()]
    }
}

impl<I, T> FromIterator<T> for List<I, T> {
    fn from_iter<F: IntoIterator<Item = T>>(items: F) -> List<I, T> {
        List {
            items: items.into_iter().collect(),
            ids: PhantomData,
        }
    }
}

impl<I, T> IntoIterator for List<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'l, I, T> IntoIterator for &'l List<I, T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<I, T> Default for List<I, T> {
    fn default() -> List<I, T> {
        List {
            items: Vec::new(),
            ids: PhantomData,
        }
    }
}
