//! What can be wrong with files as files: names, bytes, sizes, addresses.

use unicode_normalization::UnicodeNormalization;

use super::front_matter::{listed, quoted};
use super::shown::is_invisible;
use super::{Code, Diagnostic};
use crate::span::Span;

pub fn bad_utf8(at: Span, byte: u8) -> Diagnostic {
    say!(BadUtf8, at, "the byte 0x{byte:02X} is not UTF-8";
        label "first wrong byte";
        help "save the file as UTF-8")
}

pub fn file_too_large(at: Span, len: u64, limit: u64) -> Diagnostic {
    say!(OverLimit, at, "the file has {len} bytes, over the limit of {} MiB", limit / (1024 * 1024);
        help "split it, or raise `body` under `[limits]` in `book.toml`")
}

pub fn too_many_files(at: Span, limit: usize) -> Diagnostic {
    say!(OverLimit, at, "more than {limit} files";
        help "raise `files` under `[limits]` in `book.toml`")
}

pub fn symbolic_link(at: Span, target: &str) -> Diagnostic {
    say!(SymbolicLink, at, "a symbolic link to {}", quoted(target);
        help "symbolic links are not followed; put the file itself here")
}

pub fn not_regular(at: Span) -> Diagnostic {
    say!(NotRegular, at, "not a regular file"; help "remove it from the content folder")
}

/// A name that is not UTF-8, or that cannot be part of an address.
pub fn bad_file_name(at: Span, name: &str, why: &str) -> Diagnostic {
    say!(BadFileName, at, "the file name {} {why}", quoted(name); help "rename the file")
}

pub fn windows_name(at: Span, name: &str) -> Diagnostic {
    say!(WindowsName, at, "Windows cannot hold a file called {}", quoted(name);
        help "rename it, so that everybody can check the ladder out")
}

pub fn name_too_long(at: Span, limit: usize) -> Diagnostic {
    say!(OverLimit, at, "a file name of more than {limit} bytes";
        help "choose a shorter name, or raise `id` under `[limits]` in `book.toml`")
}

/// Something that looks like a key, a backup or a system file.
pub fn private_file(at: Span, name: &str) -> Diagnostic {
    say!(PrivateFile, at, "{} looks private and is not published", quoted(name);
        help "move it out of the content folder")
}

pub fn no_content(at: Span, folder: &str) -> Diagnostic {
    say!(NoContent, at, "no Markdown file in `{folder}/`";
        help "`ladderbook new role tech-lead` makes a first one; `ladderbook init` makes a small \
            ladder in an empty folder")
}

/// A file that wants an address which another has already; without `first`, a page that every site
/// has.
pub fn path_taken(at: Span, address: &str, first: Option<Span>) -> Diagnostic {
    match first {
        Some(first) => say!(PathTaken, at, "two files want the address {}", quoted(address);
            mark(first) "the first one";
            help "rename one of them"),
        None => say!(PathTaken, at, "the site has a page of its own at {}", quoted(address);
            help "rename the file"),
    }
}

pub fn alias_taken(at: Span, alias: &str, first: Span) -> Diagnostic {
    say!(PathTaken, at, "another page has the alias {} already", quoted(alias);
        mark(first) "the first one";
        help "remove one of the two")
}

/// Two names that some file systems take for one.
pub fn case_clash(at: Span, name: &str, first: Span, other: &str) -> Diagnostic {
    let said = say!(PathTaken, at, "{} and {} are one name on some systems",
        quoted(name), quoted(other);
        mark(first) "the other one";
        help "rename one of them");
    if name.nfc().eq(other.nfc()) {
        return said.note(
            "they look the same: an accent is part of its letter in one and a character of its own \
             in the other",
        );
    }
    said
}

pub fn id_taken(at: Span, kind: &str, id: &str, first: Span) -> Diagnostic {
    say!(PathTaken, at, "another file already has {kind} with the id {}", quoted(id);
        mark(first) "here";
        help "ids are file names without folder and ending; rename one of the two")
}

/// A second file that could be the first page of its folder.
pub fn second_index(at: Span, name: &str, first: Span, first_name: &str) -> Diagnostic {
    say!(SecondIndex, at, "{} is a page of its own", quoted(name);
        label "its folder has a first page already";
        mark(first) "this one";
        help "keep {} alone, or give this file a name that says what it is about", quoted(first_name))
}

/// An address that the last build published; `replaced` where it points at the page that seems to
/// replace it.
pub fn gone_address(at: Span, address: &str, replaced: bool) -> Diagnostic {
    let said = say!(
        GoneAddress,
        at,
        "{} was published and is gone",
        quoted(address)
    );
    if replaced {
        said.label("perhaps replaced by this one").help(format!(
            "if this page replaces it, write `aliases: [{address}]` into its front matter"
        ))
    } else {
        said.help(format!(
            "write `aliases: [{address}]` into the front matter of the page that replaces it"
        ))
    }
}

/// Addresses that are gone beside those that were told one by one.
pub fn more_gone(at: Span, addresses: &[&str]) -> Diagnostic {
    let count = addresses.len();
    say!(GoneAddress, at, "{count} more addresses were published and are gone";
        note "{}", listed(addresses);
        help "write each as an alias into the front matter of the page that replaces it")
}

pub fn bad_alias(at: Span, alias: &str, why: &str) -> Diagnostic {
    say!(BadAlias, at, "the alias {} {why}", quoted(alias);
        help "an alias is an address below the site such as `guides/old-name`")
}

/// A character in a file name that cannot be seen or that changes the direction of writing.
pub fn invisible_in_name(at: Span, name: &str) -> Option<Diagnostic> {
    let found = name.chars().find(|c| is_invisible(*c))?;
    let number = format!("U+{:04X}", found as u32);
    let name = quoted(name);
    Some(
        say!(InvisibleCharacter, at, "the file name {name} holds an invisible character ({number})";
        help "rename the file, unless the writing system needs it"),
    )
}

/// A picture or document over the size limit.
pub fn asset_too_large(at: Span, len: u64, limit: u64) -> Diagnostic {
    say!(OverLimit, at, "the file has {len} bytes, over the limit of {limit}";
        help "make it smaller, or raise `asset` under `[limits]` in `book.toml`")
}

/// A picture or document without a byte in it.
pub fn empty_asset(at: Span, path: &str) -> Diagnostic {
    say!(WrongAssetType, at, "{} is empty", quoted(path);
        help "put the file there again, or remove what links to it")
}

/// An SVG that is no XML. Browsers stop at the mistake; what follows it cannot be vouched for.
pub fn malformed_svg(at: Span) -> Diagnostic {
    say!(UnsafeSvg, at, "the picture cannot be read as XML";
        label "here";
        help "export the SVG again")
}

pub fn unsafe_form(at: Span, what: &str) -> Diagnostic {
    say!(UnsafeSvg, at, "the picture {what}"; help "export it as plain SVG in UTF-8")
}
