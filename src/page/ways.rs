//! Ways from one model to another, as links: titled by the model at the far end, since the near one goes without saying.

use super::desk::Desk;
use super::link::Link;
use crate::ladder::ModelId;
use crate::plan::route::Page;

/// A longer list is one to search in: the page of all models has it.
const SHOWN: usize = 500;

/// Where else one gets from a model.
pub(super) fn from(desk: &Desk<'_>, model: ModelId, but: Option<ModelId>) -> Vec<Link> {
    others(desk, model, but, |other| Page::ModelPair(model, other))
}

/// From where else one gets to a model.
pub(super) fn to(desk: &Desk<'_>, model: ModelId, but: Option<ModelId>) -> Vec<Link> {
    others(desk, model, but, |other| Page::ModelPair(other, model))
}

fn others(
    desk: &Desk<'_>,
    model: ModelId,
    but: Option<ModelId>,
    page: impl Fn(ModelId) -> Page,
) -> Vec<Link> {
    let others = desk.plan.ways.others_than(model).iter();
    others
        .filter(|other| Some(**other) != but)
        .take(SHOWN)
        .map(|other| Link {
            title: desk.ladder.model(*other).title.clone(),
            url: desk.url(page(*other)),
        })
        .collect()
}
