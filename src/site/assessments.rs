//! Assessments and practices.
//!
//! What a result means is put into words that a person can count by on paper: numbers of ticks, sums of answers.

use super::Site;
use super::view::{self, Html};
use crate::document::front_matter::Own;
use crate::document::front_matter::assessment::{
    Average, Checklist, End, Form, Outcome, Question, Questions,
};
use crate::ladder::{Assessment, AssessmentId, DocumentId, ModelId, Practice, RoleId, Subject};
use crate::route::Page;

impl Site {
    pub(super) fn assessments(&self, from: &str) -> view::Assessments {
        let all = (0..self.ladder.assessments.len()).map(AssessmentId::new);
        view::Assessments {
            body: self.index_body(from, Page::Assessments),
            assessments: all.map(|id| self.assessment_card(from, id)).collect(),
        }
    }

    fn assessment_card(&self, from: &str, id: AssessmentId) -> view::AssessmentCard {
        let assessment = self.ladder.assessment(id);
        view::AssessmentCard {
            link: self.link_to(from, Subject::Assessment(id)),
            description: self.plain_description(Subject::Assessment(id)),
            size: self.size(self.form(assessment)),
            roles: self.chips(from, assessment.roles.iter().copied()),
            models: self.models_about(from, &assessment.models),
        }
    }

    fn models_about(&self, from: &str, models: &[ModelId]) -> Vec<view::Link> {
        let models = models.iter();
        models
            .map(|id| self.link_to(from, Subject::Model(*id)))
            .collect()
    }

    /// What there is to fill in; none only where an error keeps the site from being published.
    fn form(&self, assessment: &Assessment) -> Option<&Form> {
        match &self.ladder.document(assessment.document).front.own {
            Own::Assessment(own) => own.form.as_ref(),
            _ => None,
        }
    }

    fn size(&self, form: Option<&Form>) -> String {
        let of = |count: usize, key: &str, more: &[(&str, &str)]| {
            let count = count.to_string();
            let parts: Vec<(&str, &str)> = [("count", count.as_str())]
                .into_iter()
                .chain(more.iter().copied())
                .collect();
            self.words.fill(key, &parts)
        };
        match form {
            None => String::new(),
            Some(Form::Checklist(list)) => of(list.items.len(), "assess_items", &[]),
            Some(Form::Questions(form)) => {
                let (from, to) = (form.scale.from.to_string(), form.scale.to.to_string());
                let ends = [("from", from.as_str()), ("to", to.as_str())];
                of(form.questions.len(), "assess_questions", &ends)
            }
        }
    }

    pub(super) fn assessment(&self, from: &str, id: AssessmentId) -> view::Assessment {
        let assessment = self.ladder.assessment(id);
        let document = assessment.document;
        let form = self.form(assessment);
        let script = &self.statics.assess_script;
        let empty = view::Assessment {
            script: self.routes.between(from, &script.0).with_version(&script.1),
            form: "",
            size: self.size(form),
            how: String::new(),
            roles: self.chips(from, assessment.roles.iter().copied()),
            models: self.models_about(from, &assessment.models),
            items: Vec::new(),
            questions: Vec::new(),
            results: Vec::new(),
            says: self.says(),
            body: self.subject_body(from, Subject::Assessment(id)),
        };
        match form {
            None => empty,
            Some(Form::Checklist(list)) => view::Assessment {
                form: "checklist",
                how: self.words.get("assess_how_checklist").to_owned(),
                items: self.inlines(from, document, &list.items),
                results: self.checklist_results(from, document, list),
                ..empty
            },
            Some(Form::Questions(form)) => view::Assessment {
                form: "questions",
                how: self.how_to_answer(form),
                questions: form
                    .questions
                    .iter()
                    .map(|question| self.question(from, document, form, question))
                    .collect(),
                results: self.average_results(from, document, form),
                ..empty
            },
        }
    }

    fn says(&self) -> view::Says {
        let word = |key: &str| self.words.get(key).to_owned();
        view::Says {
            ticked: word("assess_ticked"),
            answered: word("assess_answered"),
            sum: word("assess_sum_is"),
            answer: word("assess_answer"),
        }
    }

    fn checklist_results(
        &self,
        from: &str,
        document: DocumentId,
        list: &Checklist,
    ) -> Vec<view::Outcome> {
        let (threshold, count) = (list.threshold.to_string(), list.items.len().to_string());
        let parts = [("threshold", threshold.as_str()), ("count", &count)];
        let reached = view::Outcome {
            range: self.words.fill("assess_reached", &parts),
            least: Some(list.threshold),
            up_to: None,
            means: self.inline(from, document, &list.reached),
        };
        let below = list.below.as_ref().map(|below| view::Outcome {
            range: self.words.fill("assess_below", &parts),
            least: Some(0),
            up_to: None,
            means: self.inline(from, document, below),
        });
        std::iter::once(reached).chain(below).collect()
    }

    fn how_to_answer(&self, form: &Questions) -> String {
        let (from, to) = (form.scale.from.to_string(), form.scale.to.to_string());
        let ends = [("from", from.as_str()), ("to", &to)];
        let how = self.words.fill("assess_how_questions", &ends);
        let better = form.scale.better.map(|end| match end {
            End::Low => "assess_better_low",
            End::High => "assess_better_high",
        });
        match better {
            Some(key) => format!("{how} {}", self.words.get(key)),
            None => how,
        }
    }

    fn question(
        &self,
        from: &str,
        document: DocumentId,
        form: &Questions,
        question: &Question,
    ) -> view::Question {
        let scale = &form.scale;
        view::Question {
            about: question.about.as_ref().map(|about| about.value.clone()),
            ask: self.inline(from, document, &question.ask),
            window: question.window.as_ref().map(|window| {
                self.words
                    .fill("assess_window", &[("window", &window.value)])
            }),
            help: self.inlines(from, document, &question.help),
            points: (scale.from..=scale.to).collect(),
            low: question.low.as_ref().unwrap_or(&scale.low).value.clone(),
            high: question.high.as_ref().unwrap_or(&scale.high).value.clone(),
        }
    }

    fn average_results(
        &self,
        from: &str,
        document: DocumentId,
        form: &Questions,
    ) -> Vec<view::Outcome> {
        let mut before: Option<&Outcome> = None;
        let mut outcomes = Vec::new();
        for outcome in &form.results {
            outcomes.push(view::Outcome {
                range: self.average_range(form, before.map(|it| it.up_to), outcome.up_to),
                least: None,
                up_to: Some(outcome.up_to.0),
                means: self.inline(from, document, &outcome.means),
            });
            before = Some(outcome);
        }
        outcomes
    }

    /// Averages above one and up to another, with the sums that they come from.
    fn average_range(&self, form: &Questions, above: Option<Average>, up_to: Average) -> String {
        let count = u64::try_from(form.questions.len()).unwrap_or(u64::MAX);
        let sum = |average: Average| u64::from(average.0).saturating_mul(count) / 100;
        let least = above.map_or_else(
            || u64::from(form.scale.from).saturating_mul(count),
            |above| sum(above) + 1,
        );
        let most = sum(up_to);
        let low = above.map_or_else(String::new, |above| above.to_string());
        let key = match above {
            Some(_) => "assess_average",
            None => "assess_average_first",
        };
        let averages = self
            .words
            .fill(key, &[("low", &low), ("high", &up_to.to_string())]);
        let (least, most) = (least, most.max(least));
        let key = if least == most {
            "assess_sum_one"
        } else {
            "assess_sum"
        };
        let sums = self.words.fill(
            key,
            &[("low", &least.to_string()), ("high", &most.to_string())],
        );
        if sum(up_to) < least {
            return averages;
        }
        self.words
            .fill("assess_range", &[("average", &averages), ("sum", &sums)])
    }

    pub(super) fn assessments_of_role(&self, from: &str, role: RoleId) -> Vec<view::ListingItem> {
        self.assessment_items(from, self.ladder.assessments_of_role(role))
    }

    pub(super) fn assessments_of_model(
        &self,
        from: &str,
        model: ModelId,
    ) -> Vec<view::ListingItem> {
        self.assessment_items(from, self.ladder.assessments_of_model(model))
    }

    fn assessment_items(
        &self,
        from: &str,
        ids: impl Iterator<Item = AssessmentId>,
    ) -> Vec<view::ListingItem> {
        ids.map(|id| view::ListingItem {
            link: self.link_to(from, Subject::Assessment(id)),
            description: self.plain_description(Subject::Assessment(id)),
        })
        .collect()
    }

    pub(super) fn practices_of(&self, from: &str, role: RoleId) -> Vec<view::Practice> {
        let practices = self.ladder.practices_of(role);
        practices
            .map(|practice| self.practice(from, practice))
            .collect()
    }

    fn practice(&self, from: &str, practice: &Practice) -> view::Practice {
        let subject = self.ladder.subjects[practice.document.index()];
        view::Practice {
            link: self.link(from, self.page_of(subject)),
            description: self.document_description(practice.document),
            cadence: self.cadence(from, practice.document),
        }
    }

    /// The body of a guide, with whose practice it is and how often.
    pub(super) fn guide(&self, from: &str, id: DocumentId) -> view::Prose {
        view::Prose {
            practice_of: self.chips(from, self.ladder.practitioners(id)),
            cadence: self.cadence(from, id),
            body: self.body(from, id),
        }
    }

    fn cadence(&self, from: &str, id: DocumentId) -> Vec<view::Cadence> {
        let Own::Guide(own) = &self.ladder.document(id).front.own else {
            return Vec::new();
        };
        let cadence = own.cadence.iter();
        cadence
            .map(|cadence| view::Cadence {
                what: cadence
                    .what
                    .as_ref()
                    .map(|what: &_| -> Html { self.inline(from, id, what) }),
                how_often: cadence.how_often.value.clone(),
            })
            .collect()
    }
}
