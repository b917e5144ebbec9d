//! YAML that the program writes: quoted where it would be read as anything else, and only there.

use serde_yaml::{FlowSeq, SerializerOptions};

/// A text as a value on the line of its key.
pub(crate) fn scalar(text: &str) -> String {
    written(&text)
}

/// A list on the line of its key.
pub(crate) fn list(texts: &[&str]) -> String {
    written(&FlowSeq(texts))
}

fn written(value: &impl serde::Serialize) -> String {
    let options: SerializerOptions = serde_yaml::ser_options! { prefer_block_scalars: false };
    // Writing texts into a text cannot fail.
    let line = serde_yaml::to_string_with_options(value, options).unwrap_or_default();
    line.trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{list, scalar};
    use crate::span::FileId;
    use crate::text::Text;
    use crate::value::limits::Limits;
    use crate::value::yaml::{Block, parse};
    use crate::value::{Node, Value};

    /// What is read from `key: value`.
    fn read(value: &str) -> Value {
        let text = format!("key: {value}\n");
        let block = Block {
            file: FileId(0),
            text: &text,
            start: 0,
            end: text.len(),
        };
        let (mut entries, wrong) = parse(block, &Limits::default());
        assert!(wrong.is_empty(), "{text}{wrong:?}");
        assert_eq!(entries.len(), 1, "{text}");
        entries.remove(0).value.value
    }

    fn is(value: &Value, text: &str) -> bool {
        matches!(value, Value::Text(Text { value, .. }) if value == text)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(
            one in "[ -~äß\u{a0}\u{3000}🎉]{1,90}",
            other in "[-\\[\\]{},:#&*!|>'\"%@`~ a1]{1,9}",
        ) {
            prop_assert!(is(&read(&scalar(&one)), &one), "{}", scalar(&one));
            prop_assert!(is(&read(&scalar(&other)), &other), "{}", scalar(&other));
            let both = read(&list(&[&one, &other]));
            let Value::List(items) = &both else { panic!("{both:?}") };
            let texts = [&one, &other];
            prop_assert_eq!(items.len(), 2);
            for (Node { value, .. }, text) in items.iter().zip(texts) {
                prop_assert!(is(value, text), "{}", list(&[&one, &other]));
            }
        }
    }

    #[test]
    fn quotes_come_only_where_they_are_needed() {
        for plain in ["Data Engineer", "R&D", "Ready to lead?", "Ärztin (m/w/d)"] {
            assert_eq!(scalar(plain), plain);
        }
        for quoted in [
            "What: a title",
            "No 1 #x",
            "null",
            "- x",
            "a\nb",
            "1.10",
            "true",
            "@x",
        ] {
            let written = scalar(quoted);
            assert!(written.starts_with(['"', '\'']), "{written}");
            assert!(is(&read(&written), quoted), "{written}");
        }
        assert_eq!(list(&["TL", "EM"]), "[TL, EM]");
    }
}
