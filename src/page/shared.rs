//! Answers that many pages show. Hundreds of comparisons print the same cells: each answer is made once for all pages that are in one
//! folder, and so are what templates see of it and its cell in a table.

use super::answer::SharedAnswer;
use super::chips;
use super::desk::Desk;
use super::html::Html;
use crate::ladder;
use crate::ladder::{AreaId, ModelId};

/// The answer for an area under a model. `answer` is what the ladder says.
pub(super) fn answer(
    desk: &Desk<'_>,
    model: ModelId,
    area: AreaId,
    answer: &ladder::Answer,
) -> SharedAnswer {
    let Some(shelf) = desk.shelf else {
        return chips::answer(desk, answer).into();
    };
    desk.shelves.kept_or((shelf, model, area), || {
        // As seen from a page that does not exist, so that it is right for all its neighbours.
        let from = &desk.plan.folders[shelf.0].from;
        chips::answer(&Desk { from, ..*desk }, answer).into()
    })
}

/// What a cell is drawn as: it depends on the table, and on what the row says of its answers.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// Of a matrix.
    Matrix,
    /// The same where answers are those of the area above.
    MatrixAsAbove,
    /// The same where the areas below give them.
    MatrixByArea,
    /// Of a change from one model to another.
    Change,
    /// The same where both are those of the area above.
    ChangeAsAbove,
}

impl Form {
    /// The component that draws it, with what it is told of the row.
    fn component(self) -> (&'static str, tera::Value) {
        match self {
            Form::Matrix => ("matrix_cell", "".into()),
            Form::MatrixAsAbove => ("matrix_cell", "ancestor".into()),
            Form::MatrixByArea => ("matrix_cell", "by-area".into()),
            Form::Change => ("change_cell", false.into()),
            Form::ChangeAsAbove => ("change_cell", true.into()),
        }
    }
}

/// The cells of a row as the theme draws them; none where pages are made without a theme, and where the theme fails at it, which it will
/// do again, and say where, when the page is rendered.
pub(super) fn cells(
    desk: &Desk<'_>,
    models: &[ModelId],
    answers: &[SharedAnswer],
    form: Form,
) -> Option<Html> {
    let theme = desk.theme?;
    let mut row = String::new();
    for (model, answer) in std::iter::zip(models, answers) {
        let cell = answer.drawn(form as usize, || {
            let (component, repeats) = form.component();
            let mut arguments = tera::Context::new();
            arguments.insert("answer", answer);
            arguments.insert("label", &desk.ladder.model(*model).title);
            arguments.insert_value("repeats", repeats);
            theme.component(component, &arguments)
        });
        row.push_str(cell?);
    }
    Some(Html(row))
}
