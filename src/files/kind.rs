//! Tells a file's type by its first bytes, to compare it with its ending. A picture that is a web
//! page in truth would be shown as one by a server that looks at the bytes.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Avif,
    Gif,
    Html,
    Icon,
    Jpeg,
    Mp3,
    Mp4,
    Ogg,
    Pdf,
    Png,
    Program,
    Svg,
    Wave,
    Webm,
    Webp,
    /// ZIP, and the office formats, which are ZIP inside.
    Zip,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Avif => "an AVIF picture",
            Kind::Gif => "a GIF picture",
            Kind::Html => "HTML",
            Kind::Icon => "an icon",
            Kind::Jpeg => "a JPEG picture",
            Kind::Mp3 => "an MP3 recording",
            Kind::Mp4 => "an MP4 recording",
            Kind::Ogg => "an Ogg recording",
            Kind::Pdf => "a PDF document",
            Kind::Png => "a PNG picture",
            Kind::Program => "a program",
            Kind::Svg => "an SVG picture",
            Kind::Wave => "a WAVE recording",
            Kind::Webm => "a WebM recording",
            Kind::Webp => "a WebP picture",
            Kind::Zip => "a ZIP archive",
        }
    }
}

/// What the file holds instead of what its ending says, in words; nothing where the two agree or
/// the ending promises nothing.
pub(super) fn disagreement(path: &str, head: &[u8]) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = super::ending(name)?;
    let actual = kind_of(head);
    let promised = match promise(&ending) {
        Promise::Nothing => return None,
        // Text has no mark of its own; anything that has one is no text.
        Promise::Text => return actual.map(|actual| actual.name().to_owned()),
        Promise::Kind(kind) => kind,
    };
    match actual {
        Some(actual) if actual == promised => None,
        Some(actual) => Some(actual.name().to_owned()),
        // MP3 files often start with something that is no mark.
        None if promised == Kind::Mp3 => None,
        None => Some(format!("something else than {}", promised.name())),
    }
}

enum Promise {
    Kind(Kind),
    Text,
    Nothing,
}

fn promise(ending: &str) -> Promise {
    Promise::Kind(match ending {
        "avif" => Kind::Avif,
        "gif" => Kind::Gif,
        "ico" => Kind::Icon,
        "jpeg" | "jpg" => Kind::Jpeg,
        "m4a" | "mp4" => Kind::Mp4,
        "mp3" => Kind::Mp3,
        "ogg" => Kind::Ogg,
        "pdf" => Kind::Pdf,
        "png" => Kind::Png,
        "wav" => Kind::Wave,
        "webm" => Kind::Webm,
        "webp" => Kind::Webp,
        "docx" | "odp" | "ods" | "odt" | "pptx" | "xlsx" | "zip" => Kind::Zip,
        "csv" | "tsv" | "txt" => return Promise::Text,
        _ => return Promise::Nothing,
    })
}

fn kind_of(head: &[u8]) -> Option<Kind> {
    const MARKS: &[(&[u8], Kind)] = &[
        (b"\x89PNG\r\n\x1a\n", Kind::Png),
        (b"\xff\xd8\xff", Kind::Jpeg),
        (b"GIF87a", Kind::Gif),
        (b"GIF89a", Kind::Gif),
        (b"%PDF-", Kind::Pdf),
        (b"PK\x03\x04", Kind::Zip),
        (b"PK\x05\x06", Kind::Zip),
        (b"\x00\x00\x01\x00", Kind::Icon),
        (b"\x1aE\xdf\xa3", Kind::Webm),
        (b"OggS", Kind::Ogg),
        (b"ID3", Kind::Mp3),
        (b"\x7fELF", Kind::Program),
        (b"MZ\x90\x00", Kind::Program),
    ];
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Some(*kind);
    }
    if head.starts_with(b"RIFF") {
        match head.get(8..12)? {
            b"WEBP" => return Some(Kind::Webp),
            b"WAVE" => return Some(Kind::Wave),
            _ => {}
        }
    }
    if head.get(4..8) == Some(b"ftyp") {
        let avif = matches!(head.get(8..12), Some(b"avif" | b"avis" | b"mif1"));
        return Some(if avif { Kind::Avif } else { Kind::Mp4 });
    }
    markup(head)
}

/// HTML as browsers recognise it (the first tag after white space), and SVG.
fn markup(head: &[u8]) -> Option<Kind> {
    const TAGS: &[&str] = &[
        "!doctype html",
        "html",
        "head",
        "script",
        "iframe",
        "h1",
        "div",
        "font",
        "table",
        "a",
        "style",
        "title",
        "b",
        "body",
        "br",
        "p",
        "!--",
    ];
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with("<?xml") || text.starts_with("<svg") || text.starts_with("<!doctype svg") {
        return text.contains("<svg").then_some(Kind::Svg);
    }
    let tag = text.strip_prefix('<')?;
    TAGS.iter()
        .filter_map(|name| tag.strip_prefix(name))
        .any(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
        .then_some(Kind::Html)
}
