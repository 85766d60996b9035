//! The devices of a journey in order. Copies share what did not change, so that
//! a journey of 10,000 devices is copied and compared in no time.

use std::{ops::Index, sync::Arc};

use super::Row;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows(Vec<Arc<Row>>);

impl Rows {
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Row> + Clone {
        self.0.iter().map(AsRef::as_ref)
    }

    pub fn first(&self) -> Option<&Row> {
        self.0.first().map(AsRef::as_ref)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Positions of rows that are not the very rows of `former`.
    pub fn changed_since(&self, former: &Rows) -> Vec<usize> {
        let is_same = |at: usize| former.0.get(at).is_some_and(|row| Arc::ptr_eq(row, &self.0[at]));
        (0..self.0.len()).filter(|at| !is_same(*at)).collect()
    }

    pub(super) fn push(&mut self, row: Row) -> &mut Row {
        self.0.push(Arc::new(row));
        let last = self.0.last_mut().expect("a row was pushed just before");
        Arc::make_mut(last)
    }

    /// Changes the rows that fit and leaves the others shared.
    pub(super) fn change_where(&mut self, fits: impl Fn(&Row) -> bool, mut change: impl FnMut(&mut Row)) {
        for row in self.0.iter_mut().filter(|row| fits(row)) {
            change(Arc::make_mut(row));
        }
    }

    pub(super) fn find_mut(&mut self, fits: impl Fn(&Row) -> bool) -> Option<&mut Row> {
        self.0.iter_mut().find(|row| fits(row)).map(Arc::make_mut)
    }

    pub(super) fn at_mut(&mut self, at: usize) -> &mut Row {
        Arc::make_mut(&mut self.0[at])
    }
}

impl Index<usize> for Rows {
    type Output = Row;

    fn index(&self, at: usize) -> &Row {
        &self.0[at]
    }
}

impl FromIterator<Row> for Rows {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        Self(rows.into_iter().map(Arc::new).collect())
    }
}
