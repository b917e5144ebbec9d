//! The one list of attributes that hold addresses, and what each check has to know of them.

pub struct Address {
    /// In lower case.
    name: &'static str,
    /// What makes a browser ask for it.
    pub fetched: Fetched,
    /// Whether it may hold several, each perhaps with a size.
    pub is_list: bool,
    place: Place,
}

/// What makes a browser ask for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The page itself, or a click meant for something else.
    Always,
    /// The page itself, but on `<a>` only a reader who follows the link.
    ExceptOnLinks,
    /// A reader who follows it or sends a form; or nothing.
    OnRequest,
}

/// Where an attribute holds an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Html,
    Svg,
    Both,
}

const ADDRESSES: [Address; 14] = {
    use Fetched::{Always, ExceptOnLinks, OnRequest};
    use Place::{Both, Html, Svg};
    [
        one("action", OnRequest, Both),
        one("background", Always, Both),
        // `xml:base`, which HTML does not know.
        one("base", Always, Svg),
        // Names a source, and the metadata of any picture may do so.
        one("cite", OnRequest, Html),
        one("data", Always, Both),
        one("formaction", OnRequest, Both),
        one("href", ExceptOnLinks, Both),
        several("imagesrcset", Both),
        several("ping", Both),
        one("poster", Always, Both),
        one("src", Always, Both),
        // Holds a document: in HTML markup of its own, in a picture one more way out of it.
        one("srcdoc", Always, Svg),
        several("srcset", Both),
        // Pictures are looked at by local names, so this is `href` there.
        one("xlink:href", ExceptOnLinks, Html),
    ]
};

const fn one(name: &'static str, fetched: Fetched, place: Place) -> Address {
    Address {
        name,
        fetched,
        is_list: false,
        place,
    }
}

const fn several(name: &'static str, place: Place) -> Address {
    Address {
        name,
        fetched: Fetched::Always,
        is_list: true,
        place,
    }
}

/// The address that an attribute of a page holds, by its name in lower case.
pub fn address(name: &str) -> Option<&'static Address> {
    let mut all = ADDRESSES.iter();
    all.find(|address| address.name == name && address.place != Place::Svg)
}

/// The address that an attribute of a picture holds, by its local name in lower case.
pub fn address_in_svg(name: &str) -> Option<&'static Address> {
    let mut all = ADDRESSES.iter();
    all.find(|address| address.name == name && address.place != Place::Html)
}
