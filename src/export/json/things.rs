//! The things of a ladder: roles, areas, models, sources, guides. References are ids; a key tells
//! of which kind.

use std::sync::Arc;

use serde::Serialize;

use super::answer;
use super::assessments::cadence;
use super::references::{area_id, area_ids, model_id, model_ids, role_id, role_ids, texts};
use crate::document::front_matter::{Color, Question, RoleKind, Status};
use crate::document::tag::Relations;
use crate::export::meta::meta_of;
use crate::export::rows::Percent;
use crate::ladder::loads::{Chance, Load};
use crate::ladder::{self, AreaId, DocumentId, Held, ModelId, RoleId, SourceId, Subject, TeamId};
use crate::page::{Desk, prose};
use crate::phrase::Phrase;
use crate::text::Text;

pub(super) fn attribute(attribute: &ladder::Attribute) -> impl Serialize + use<'_> {
    object! {
        label: &attribute.label,
        text: &attribute.text,
        range: attribute.range.map(Percent::from),
    }
}

pub(super) fn role<'a>(desk: &Desk<'a>, id: RoleId) -> impl Serialize + use<'a> {
    let role = desk.ladder.role(id);
    let shared = |(area, with): &(AreaId, Option<RoleId>)| {
        object! { area: area_id(desk, *area), with: with.map(|id| role_id(desk, id)) }
    };
    let part = |(area, relations): &(AreaId, Relations)| {
        object! {
            area: area_id(desk, *area),
            relations: relations.names().collect::<Vec<_>>(),
            relation: relations.names().next(),
        }
    };
    let backed_up = |(id, when): &'a (RoleId, Option<String>)| {
        object! { role: role_id(desk, *id), when: when.as_deref() }
    };
    let in_team = |(team, holding): &(TeamId, ladder::Holding)| {
        object! {
            team: desk.ladder.team(*team).id.clone(),
            area: area_id(desk, holding.area),
            part: holding.part.name(),
            when: holding.when.clone(),
        }
    };
    let claim = |(source, text): &(SourceId, Text)| {
        object! {
            source: &desk.ladder.source(*source).id,
            text: prose::inline_text(desk, role.document, text),
        }
    };
    object! {
        id: &role.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Role(id)),
        abbr: role.abbr.as_deref(),
        also: &role.also,
        kind: RoleKind::name(role.kind),
        focus: role.focus.as_deref(),
        answers: role.answers.iter().copied().map(Question::name).collect::<Vec<_>>(),
        how_many: role.how_many.as_deref(),
        scope: role.scope.map(|scope| desk.ladder.scope(scope)),
        seniority: role.seniority,
        reports_to: role.reports_to.map(|id| role_id(desk, id)),
        worn_by: role_ids(desk, &role.worn_by),
        subset_of: role.subset_of.map(|id| role_id(desk, id)),
        hybrid_of: role_ids(desk, &role.hybrid_of),
        owns: area_ids(desk, &role.owns),
        shares: role.shares.iter().map(shared).collect::<Vec<_>>(),
        takes_part: role.takes_part.iter().map(part).collect::<Vec<_>>(),
        backs_up: role.backs_up.iter().map(backed_up).collect::<Vec<_>>(),
        claims: role.claims.iter().map(claim).collect::<Vec<_>>(),
        attributes: role.attributes.iter().map(attribute).collect::<Vec<_>>(),
        models: model_ids(desk, desk.ladder.models_with(id)),
        in_teams: desk.plan.uses.in_teams[id.index()].iter().map(in_team).collect::<Vec<_>>(),
        color: Color::name(role.color),
    }
}

pub(super) fn area<'a>(desk: &Desk<'a>, id: AreaId) -> impl Serialize + use<'a> {
    let area = desk.ladder.area(id);
    let partner = |partner: ladder::Partner| {
        object! {
            role: role_id(desk, partner.role),
            relations: partner.relations.names().collect::<Vec<_>>(),
            relation: partner.relations.names().next(),
            // The area that the role says it of, where that is one above.
            from: partner.from.map(|area| area_id(desk, area)),
        }
    };
    let claim = |claim: &ladder::disputes::Claim| {
        object! {
            source: &desk.ladder.source(claim.source).id,
            // None where the area's own file tells it.
            model: claim.model.map(|model| model_id(desk, model)),
            tag: claim.held.text.clone(),
            text: Phrase::held(&desk.phrase, &claim.held),
            cases: answer::cases(desk, &claim.held),
        }
    };
    object! {
        id: &area.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Area(id)),
        abbr: area.abbr.as_deref(),
        also: &area.also,
        parent: area.parent.map(|id| area_id(desk, id)),
        children: area_ids(desk, &area.children),
        default: answer::answer(desk, &desk.ladder.default_answer(id)),
        partners: desk.ladder.partners(id).into_iter().map(partner).collect::<Vec<_>>(),
        claims: desk.ladder.claims(id).iter().map(claim).collect::<Vec<_>>(),
        disputed: desk.plan.uses.is_disputed(id),
        // Whether no role owns it under any model; false for a category.
        ownerless: desk.plan.uses.is_ownerless(id),
        examples: texts(desk, area.document, &area.examples),
        good: texts(desk, area.document, &area.good),
        horizon: texts(desk, area.document, &area.horizon),
        counts: area.counts,
        co_owned: area.co_owned,
        // None where all models speak of it.
        models: area.models.as_ref().map(|models| model_ids(desk, models)),
    }
}

/// The answer for every area, or for none where there would be too many.
pub(super) fn answers<'a, F: Fn(AreaId) -> ladder::Answer>(
    desk: &Desk<'a>,
    has_answers: bool,
    answer: F,
) -> Vec<impl Serialize + use<'a, F>> {
    let areas = desk.ladder.area_ids().filter(|_| has_answers);
    let of = |area| {
        object! {
            area: area_id(desk, area),
            #[serde(flatten)]
            answer: answer::answer(desk, &answer(area)),
        }
    };
    areas.map(of).collect()
}

/// What a model or a team says itself, by area.
pub(super) fn said<'a>(
    desk: &Desk<'a>,
    said: &'a [(AreaId, Arc<Held>)],
) -> Vec<impl Serialize + use<'a>> {
    let of = |(area, held): &'a (AreaId, Arc<Held>)| {
        object! {
            area: area_id(desk, *area),
            tag: &held.text,
            cases: answer::cases(desk, held),
        }
    };
    said.iter().map(of).collect()
}

pub(super) fn model<'a>(
    desk: &Desk<'a>,
    id: ModelId,
    has_answers: bool,
) -> impl Serialize + use<'a> {
    let ladder = desk.ladder;
    let model = ladder.model(id);
    let texts = |list: &[_]| texts(desk, model.document, list);
    object! {
        id: &model.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Model(id)),
        also: &model.also,
        roles: role_ids(desk, &model.roles),
        inherit: model.inherit,
        recommended: model.recommended,
        recommended_by: model.recommended_by.map(|source| &ladder.source(source).id),
        status: match model.status {
            Status::Described => "described",
            Status::Mentioned => "mentioned",
        },
        fits: texts(&model.fits),
        strains: texts(&model.strains),
        seen_at: texts(&model.seen_at),
        leave_when: texts(&model.leave_when),
        variants: texts(&model.variants),
        says: said(desk, &model.said),
        loads: loads(desk, has_answers, id),
        answers: answers(desk, has_answers, move |area| ladder.answer(id, area)),
    }
}

/// What each role answers for, or nothing where there would be too many answers.
fn loads<'a>(desk: &Desk<'a>, has_answers: bool, model: ModelId) -> Vec<impl Serialize + use<'a>> {
    let loads = if has_answers {
        desk.ladder.loads(model).0
    } else {
        Vec::new()
    };
    let of = |load: Load| {
        let maybe = |(area, chance): &(AreaId, Chance)| {
            object! {
                area: area_id(desk, *area),
                // None where it is one of several who may.
                when: match chance {
                    Chance::When(when) => Some(when.clone()),
                    Chance::OneOf => None,
                },
            }
        };
        object! {
            role: role_id(desk, load.role),
            areas: area_ids(desk, &load.areas),
            shared: area_ids(desk, &load.shared),
            maybe: load.maybe.iter().map(maybe).collect::<Vec<_>>(),
        }
    };
    loads.into_iter().map(of).collect()
}

pub(super) fn source<'a>(desk: &Desk<'a>, id: SourceId) -> impl Serialize + use<'a> {
    let source = desk.ladder.source(id);
    object! {
        id: &source.id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Source(id)),
        authors: &source.authors,
        url: source.url.as_deref(),
        date: source.date.map(|date| date.to_string()),
        saved: source.saved.map(|date| date.to_string()),
        publisher: source.publisher.as_deref(),
        language: source.language.as_deref(),
    }
}

pub(super) fn guide<'a>(desk: &Desk<'a>, id: DocumentId) -> impl Serialize + use<'a> {
    object! {
        id: &desk.ladder.document(id).id,
        #[serde(flatten)]
        meta: meta_of(desk, Subject::Page(id)),
        practice_of: role_ids(desk, desk.ladder.practitioners(id)),
        cadence: cadence(desk, id),
    }
}
