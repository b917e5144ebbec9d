//! One example of every form that a matrix shows.

use serde::Serialize;

use super::chips;
use super::desk::Desk;
use crate::document::tag::{Manner, Quality};
use crate::ladder;
use crate::ladder::RoleId;
use crate::words::{Key, key};

/// One entry of the legend.
#[derive(Clone, Debug, Serialize)]
pub struct LegendEntry {
    /// What it looks like.
    pub answer: chips::Answer,
    /// What it means.
    pub meaning: String,
}

/// One example of every form that the matrix of this site shows.
pub(crate) fn legend(desk: &Desk<'_>) -> Vec<LegendEntry> {
    let mut roles = desk.ladder.role_ids();
    let (Some(one), other) = (roles.next(), roles.next()) else {
        return Vec::new();
    };
    let other = other.unwrap_or(one);
    let holder = |role: RoleId, quality: Option<Quality>| {
        let manner = Manner {
            quality,
            ..Manner::default()
        };
        let simple = ladder::Holder::simple(role);
        chips::holder(desk, &ladder::Holder { manner, ..simple })
    };
    let held = |join: &'static str, holders: Vec<chips::Holder>| chips::Answer {
        state: "held",
        cases: vec![chips::Case {
            join,
            holders,
            partners: Vec::new(),
            when: None,
        }],
        text: String::new(),
        why: String::new(),
        why_kind: "nothing",
        roles: String::new(),
        strained: false,
    };
    let bare = |state: &'static str, key: Key| chips::Answer {
        state,
        cases: Vec::new(),
        text: desk.words.get(key).to_owned(),
        why: String::new(),
        why_kind: "nothing",
        roles: String::new(),
        strained: false,
    };
    let nobody = chips::Holder {
        chip: None,
        who: "nobody",
        word: desk.words.get(key!("answer_nobody")).to_owned(),
        ..chips::holder(desk, &ladder::Holder::simple(one))
    };
    let entries = [
        (key!("legend_held"), held("one", vec![holder(one, None)])),
        (
            key!("legend_poorly"),
            held("one", vec![holder(one, Some(Quality::Poorly))]),
        ),
        (
            key!("legend_undefined"),
            held("one", vec![holder(one, Some(Quality::Undefined))]),
        ),
        (
            key!("legend_all"),
            held("all", vec![holder(one, None), holder(other, None)]),
        ),
        (
            key!("legend_any"),
            held("any", vec![holder(one, None), holder(other, None)]),
        ),
        (
            key!("legend_nobody"),
            chips::Answer {
                state: "nobody",
                ..held("one", vec![nobody])
            },
        ),
        (
            key!("legend_no_owner"),
            bare("no-owner", key!("answer_no_owner")),
        ),
        (key!("legend_gap"), bare("gap", key!("answer_gap"))),
        (
            key!("legend_not_said"),
            bare("not-said", key!("answer_not_said")),
        ),
        (
            key!("legend_by_area"),
            bare("by-area", key!("answer_by_area")),
        ),
    ];
    entries
        .into_iter()
        .map(|(key, answer)| LegendEntry {
            answer,
            meaning: desk.words.get(key).to_owned(),
        })
        .collect()
}
