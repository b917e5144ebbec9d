//! The things of a ladder: roles, areas, models, sources, guides. References are ids; a key tells
//! of which kind.

use std::sync::Arc;

use serde::Serialize;

use super::answer::{self, Answer, Case};
use super::assessments::{self, Cadence};
use super::references::{area_id, area_ids, model_ids, role_id, role_ids, texts};
use crate::document::front_matter::{Question, Status};
use crate::document::tag::Relation;
use crate::export::meta::{Meta, meta_of};
use crate::export::rows::Percent;
use crate::ladder::{self, AreaId, DocumentId, Held, ModelId, RoleId, SourceId, Subject};
use crate::page::{Desk, prose};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Role<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    abbr: Option<&'a str>,
    also: &'a [String],
    kind: &'static str,
    focus: Option<&'a str>,
    answers: Vec<&'static str>,
    how_many: Option<&'a str>,
    scope: Option<&'a str>,
    seniority: Option<u8>,
    reports_to: Option<&'a str>,
    worn_by: Vec<&'a str>,
    subset_of: Option<&'a str>,
    hybrid_of: Vec<&'a str>,
    owns: Vec<&'a str>,
    shares: Vec<SharedArea<'a>>,
    takes_part: Vec<PartIn<'a>>,
    backs_up: Vec<Backup<'a>>,
    claims: Vec<RoleClaim<'a>>,
    attributes: Vec<Attribute<'a>>,
    models: Vec<&'a str>,
    color: &'static str,
}

#[derive(Serialize)]
struct RoleClaim<'a> {
    source: &'a str,
    text: String,
}

#[derive(Serialize)]
struct SharedArea<'a> {
    area: &'a str,
    with: Option<&'a str>,
}

#[derive(Serialize)]
struct PartIn<'a> {
    area: &'a str,
    relation: &'static str,
}

#[derive(Serialize)]
struct Backup<'a> {
    role: &'a str,
    when: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Attribute<'a> {
    label: &'a str,
    text: &'a str,
    range: Option<Percent>,
}

impl<'a> Attribute<'a> {
    pub(super) fn new(attribute: &'a ladder::Attribute) -> Attribute<'a> {
        Attribute {
            label: &attribute.label,
            text: &attribute.text,
            range: attribute.range.map(Percent::from),
        }
    }
}

impl<'a> Role<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: RoleId) -> Role<'a> {
        let role = desk.ladder.role(id);
        Role {
            id: &role.id,
            meta: meta_of(desk, Subject::Role(id)),
            abbr: role.abbr.as_deref(),
            also: &role.also,
            kind: role.kind.name(),
            focus: role.focus.as_deref(),
            answers: role.answers.iter().copied().map(Question::name).collect(),
            how_many: role.how_many.as_deref(),
            scope: role.scope.map(|scope| desk.ladder.scope(scope)),
            seniority: role.seniority,
            reports_to: role.reports_to.map(|id| role_id(desk, id)),
            worn_by: role_ids(desk, &role.worn_by),
            subset_of: role.subset_of.map(|id| role_id(desk, id)),
            hybrid_of: role_ids(desk, &role.hybrid_of),
            owns: area_ids(desk, &role.owns),
            shares: role
                .shares
                .iter()
                .map(|(area, with)| SharedArea {
                    area: area_id(desk, *area),
                    with: with.map(|id| role_id(desk, id)),
                })
                .collect(),
            takes_part: role
                .takes_part
                .iter()
                .map(|(area, relation)| PartIn {
                    area: area_id(desk, *area),
                    relation: relation.name(),
                })
                .collect(),
            backs_up: role
                .backs_up
                .iter()
                .map(|(id, when)| Backup {
                    role: role_id(desk, *id),
                    when: when.as_deref(),
                })
                .collect(),
            claims: role
                .claims
                .iter()
                .map(|(source, text)| RoleClaim {
                    source: &desk.ladder.source(*source).id,
                    text: prose::inline_text(desk, role.document, text),
                })
                .collect(),
            attributes: role.attributes.iter().map(Attribute::new).collect(),
            models: model_ids(desk, desk.ladder.models_with(id)),
            color: role.color.name(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Area<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    abbr: Option<&'a str>,
    also: &'a [String],
    parent: Option<&'a str>,
    children: Vec<&'a str>,
    /// Who owns it by the role definitions alone.
    default: Answer<'a>,
    partners: Vec<Partner<'a>>,
    claims: Vec<Claim<'a>>,
    /// Whether two of them disagree.
    disputed: bool,
    examples: Vec<String>,
    good: Vec<String>,
    horizon: Vec<String>,
}

#[derive(Serialize)]
struct Partner<'a> {
    role: &'a str,
    relation: &'static str,
}

#[derive(Serialize)]
struct Claim<'a> {
    source: &'a str,
    /// The model it is said of; none where the area's own file tells it.
    model: Option<&'a str>,
    tag: String,
    /// The same as pages and tables say it.
    text: String,
    cases: Vec<Case<'a>>,
}

impl<'a> Area<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: AreaId) -> Area<'a> {
        let area = desk.ladder.area(id);
        let partner = |(role, relation): &(RoleId, Relation)| Partner {
            role: role_id(desk, *role),
            relation: relation.name(),
        };
        Area {
            id: &area.id,
            meta: meta_of(desk, Subject::Area(id)),
            abbr: area.abbr.as_deref(),
            also: &area.also,
            parent: area.parent.map(|id| area_id(desk, id)),
            children: area_ids(desk, &area.children),
            default: Answer::new(desk, &desk.ladder.default_answer(id)),
            partners: desk.ladder.partners(id).iter().map(partner).collect(),
            claims: desk
                .ladder
                .claims(id)
                .iter()
                .map(|claim| Claim {
                    source: &desk.ladder.source(claim.source).id,
                    model: claim
                        .model
                        .map(|model| desk.ladder.model(model).id.as_str()),
                    tag: claim.held.text.clone(),
                    text: desk.phrase.held(&claim.held),
                    cases: answer::cases(desk, &claim.held),
                })
                .collect(),
            disputed: desk.plan.uses.is_disputed(id),
            examples: texts(desk, area.document, &area.examples),
            good: texts(desk, area.document, &area.good),
            horizon: texts(desk, area.document, &area.horizon),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Model<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    also: &'a [String],
    roles: Vec<&'a str>,
    inherit: bool,
    recommended: bool,
    recommended_by: Option<&'a str>,
    /// `described`, `mentioned`.
    status: &'static str,
    fits: Vec<String>,
    strains: Vec<String>,
    seen_at: Vec<String>,
    leave_when: Vec<String>,
    variants: Vec<String>,
    says: Vec<Said<'a>>,
    /// Who owns each area under it.
    answers: Vec<AreaAnswer<'a>>,
}

#[derive(Serialize)]
pub(super) struct Said<'a> {
    area: &'a str,
    tag: &'a str,
    cases: Vec<Case<'a>>,
}

#[derive(Serialize)]
pub(super) struct AreaAnswer<'a> {
    pub(super) area: &'a str,
    #[serde(flatten)]
    pub(super) answer: Answer<'a>,
}

impl<'a> AreaAnswer<'a> {
    /// The answer for every area, or for none where there would be too many.
    pub(super) fn all(
        desk: &Desk<'a>,
        has_answers: bool,
        answer: impl Fn(AreaId) -> ladder::Answer,
    ) -> Vec<AreaAnswer<'a>> {
        let areas = desk.ladder.area_ids().filter(|_| has_answers);
        areas
            .map(|area| AreaAnswer {
                area: area_id(desk, area),
                answer: Answer::new(desk, &answer(area)),
            })
            .collect()
    }
}

impl<'a> Said<'a> {
    /// What a model or a team says itself, by area.
    pub(super) fn all(desk: &Desk<'a>, said: &'a [(AreaId, Arc<Held>)]) -> Vec<Said<'a>> {
        said.iter()
            .map(|(area, held)| Said {
                area: area_id(desk, *area),
                tag: &held.text,
                cases: answer::cases(desk, held),
            })
            .collect()
    }
}

impl<'a> Model<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: ModelId, has_answers: bool) -> Model<'a> {
        let ladder = desk.ladder;
        let model = ladder.model(id);
        let texts = |list: &[_]| texts(desk, model.document, list);
        let answers = AreaAnswer::all(desk, has_answers, |area| ladder.answer(id, area));
        Model {
            id: &model.id,
            meta: meta_of(desk, Subject::Model(id)),
            also: &model.also,
            roles: role_ids(desk, &model.roles),
            inherit: model.inherit,
            recommended: model.recommended,
            recommended_by: model
                .recommended_by
                .map(|source| ladder.source(source).id.as_str()),
            status: match model.status {
                Status::Described => "described",
                Status::Mentioned => "mentioned",
            },
            fits: texts(&model.fits),
            strains: texts(&model.strains),
            seen_at: texts(&model.seen_at),
            leave_when: texts(&model.leave_when),
            variants: texts(&model.variants),
            says: Said::all(desk, &model.said),
            answers,
        }
    }
}

#[derive(Serialize)]
pub(super) struct Source<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    authors: &'a [String],
    url: Option<&'a str>,
    date: Option<String>,
    saved: Option<String>,
    publisher: Option<&'a str>,
    language: Option<&'a str>,
}

impl<'a> Source<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: SourceId) -> Source<'a> {
        let source = desk.ladder.source(id);
        Source {
            id: &source.id,
            meta: meta_of(desk, Subject::Source(id)),
            authors: &source.authors,
            url: source.url.as_deref(),
            date: source.date.map(|date| date.to_string()),
            saved: source.saved.map(|date| date.to_string()),
            publisher: source.publisher.as_deref(),
            language: source.language.as_deref(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Guide<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta<'a>,
    /// The roles whose practice it describes.
    practice_of: Vec<&'a str>,
    cadence: Vec<Cadence<'a>>,
}

impl<'a> Guide<'a> {
    pub(super) fn new(desk: &Desk<'a>, id: DocumentId) -> Guide<'a> {
        Guide {
            id: &desk.ladder.document(id).id,
            meta: meta_of(desk, Subject::Page(id)),
            practice_of: role_ids(desk, desk.ladder.practitioners(id)),
            cadence: assessments::cadence(desk, id),
        }
    }
}
