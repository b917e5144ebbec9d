//! A program as files, modules and names: enough of what the compiler knows to say where a name leads.

use std::collections::{BTreeMap, BTreeSet};

use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, ImplItem, Item, Meta, Token, TraitItem, Type, UseTree};

/// A type or a trait: the module that defines it, and its name.
pub(super) type TypeId = (String, String);

/// All files of a crate.
pub(super) struct Program {
    pub(super) files: Vec<SourceFile>,
    modules: BTreeMap<String, Module>,
    /// The fields of every struct.
    pub(super) fields: BTreeMap<TypeId, BTreeMap<String, Type>>,
    /// The methods of every type and trait, by name.
    pub(super) methods: BTreeMap<TypeId, BTreeMap<String, Vec<Method>>>,
    /// What functions return that are of no type.
    pub(super) functions: BTreeMap<(String, String), Type>,
    /// The types that have a method of a name.
    pub(super) owners: BTreeMap<String, BTreeSet<TypeId>>,
}

/// One file.
pub(super) struct SourceFile {
    /// Its path below `src/`.
    pub(super) path: String,
    /// Its module, with `::` between the parts; empty for the root.
    pub(super) module: String,
    pub(super) syntax: syn::File,
}

/// A function of a type.
pub(super) struct Method {
    /// The module whose file holds it.
    pub(super) module: String,
    /// It belongs to the type itself and not to a trait.
    pub(super) is_inherent: bool,
    pub(super) returns: Option<Type>,
}

/// What a module's names are.
#[derive(Default)]
struct Module {
    items: BTreeSet<String>,
    children: BTreeSet<String>,
    uses: BTreeMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
}

/// Where a path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) module: String,
    /// The first name in it; none where the path is that of the module.
    pub(super) item: Option<String>,
    /// What follows the name: a method, a variant.
    pub(super) rest: Vec<String>,
}

impl Program {
    /// Reads files, each with its path below `src/`. Tests inside them are left out.
    pub(super) fn new(files: impl IntoIterator<Item = (String, String)>) -> Program {
        let files: Vec<SourceFile> = files
            .into_iter()
            .map(|(path, text)| {
                let mut syntax =
                    syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
                syntax.items.retain(|item| !is_test(attributes(item)));
                let module = module_of(&path);
                SourceFile {
                    path,
                    module,
                    syntax,
                }
            })
            .collect();
        let mut program = Program {
            modules: BTreeMap::new(),
            fields: BTreeMap::new(),
            methods: BTreeMap::new(),
            functions: BTreeMap::new(),
            owners: BTreeMap::new(),
            files: Vec::new(),
        };
        for file in &files {
            let module = program.modules.entry(file.module.clone()).or_default();
            for item in &file.syntax.items {
                module.add(item);
            }
        }
        for file in &files {
            for item in &file.syntax.items {
                program.add_type(&file.module, item);
            }
        }
        program.files = files;
        program
    }

    fn add_type(&mut self, module: &str, item: &Item) {
        match item {
            Item::Struct(item) => {
                let fields: Vec<&syn::Field> = match &item.fields {
                    Fields::Named(fields) => fields.named.iter().collect(),
                    Fields::Unnamed(_) | Fields::Unit => Vec::new(),
                };
                let fields = fields.into_iter().filter_map(|field| {
                    Some((field.ident.as_ref()?.to_string(), field.ty.clone()))
                });
                let id = (module.to_owned(), item.ident.to_string());
                self.fields.insert(id, fields.collect());
            }
            Item::Fn(item) => {
                if let syn::ReturnType::Type(_, returns) = &item.sig.output {
                    let id = (module.to_owned(), item.sig.ident.to_string());
                    self.functions.insert(id, (**returns).clone());
                }
            }
            Item::Impl(item) => {
                let Some(id) = self.type_of(module, &item.self_ty) else {
                    return;
                };
                for method in &item.items {
                    if let ImplItem::Fn(method) = method {
                        self.add_method(module, &id, &method.sig, item.trait_.is_none());
                    }
                }
            }
            Item::Trait(item) => {
                let id = (module.to_owned(), item.ident.to_string());
                for method in &item.items {
                    if let TraitItem::Fn(method) = method {
                        self.add_method(module, &id, &method.sig, false);
                    }
                }
            }
            _ => {}
        }
    }

    fn add_method(
        &mut self,
        module: &str,
        id: &TypeId,
        signature: &syn::Signature,
        is_inherent: bool,
    ) {
        let name = signature.ident.to_string();
        let method = Method {
            module: module.to_owned(),
            is_inherent,
            returns: match &signature.output {
                syn::ReturnType::Type(_, returns) => Some((**returns).clone()),
                syn::ReturnType::Default => None,
            },
        };
        self.owners
            .entry(name.clone())
            .or_default()
            .insert(id.clone());
        let methods = self.methods.entry(id.clone()).or_default();
        methods.entry(name).or_default().push(method);
    }

    /// The type of the crate that is written so in a module, seen through references and boxes.
    pub(super) fn type_of(&self, module: &str, written: &Type) -> Option<TypeId> {
        match written {
            Type::Reference(of) => self.type_of(module, &of.elem),
            Type::Paren(of) => self.type_of(module, &of.elem),
            Type::Group(of) => self.type_of(module, &of.elem),
            Type::Path(path) => {
                let last = path.path.segments.last()?;
                if ["Box", "Arc", "Rc"].contains(&last.ident.to_string().as_str()) {
                    return self.type_of(module, argument(last)?);
                }
                let target = self.resolve(module, &segments(&path.path))?;
                Some((target.module, target.item?))
            }
            _ => None,
        }
    }

    /// Where a path leads that is written in a module; none where it leaves the crate.
    pub(super) fn resolve(&self, module: &str, path: &[String]) -> Option<Target> {
        self.lookup(module, path, 0)
    }

    fn lookup(&self, module: &str, path: &[String], depth: usize) -> Option<Target> {
        // A circle of re-exports, which the compiler would refuse.
        if depth > 16 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(self.walk("", rest, depth)),
            "self" => Some(self.walk(module, rest, depth)),
            "super" => Some(self.walk(parent(module), rest, depth)),
            _ => self.find(module, path, depth),
        }
    }

    /// The same, for a path that is known to lie in the crate: what cannot be found is in the module that it should be in. A macro may
    /// have made it.
    fn walk(&self, module: &str, path: &[String], depth: usize) -> Target {
        let here = |item: Option<&String>, rest: &[String]| Target {
            module: module.to_owned(),
            item: item.cloned(),
            rest: rest.to_vec(),
        };
        match path.split_first() {
            None => here(None, &[]),
            Some((first, rest)) if first == "super" => self.walk(parent(module), rest, depth),
            Some((first, rest)) => self
                .find(module, path, depth)
                .unwrap_or_else(|| here(Some(first), rest)),
        }
    }

    fn find(&self, module: &str, path: &[String], depth: usize) -> Option<Target> {
        let names = self.modules.get(module)?;
        let (first, rest) = path.split_first()?;
        let is_child = names.children.contains(first);
        if names.items.contains(first) && (!is_child || rest.is_empty()) {
            return Some(Target {
                module: module.to_owned(),
                item: Some(first.clone()),
                rest: rest.to_vec(),
            });
        }
        if is_child {
            return Some(self.walk(&join(module, first), rest, depth));
        }
        if let Some(used) = names.uses.get(first) {
            let path: Vec<String> = used.iter().chain(rest).cloned().collect();
            return self.lookup(module, &path, depth + 1);
        }
        let mut of_globs = names.globs.iter().filter_map(|glob| {
            let inside = self.lookup(module, glob, depth + 1)?;
            if inside.item.is_some() || inside.module == module {
                return None;
            }
            self.find(&inside.module, path, depth + 1)
        });
        of_globs.next()
    }

    /// The module that a path names which begins at the root or above; what it hands on from others is its own affair.
    pub(super) fn written(&self, module: &str, path: &[String]) -> Option<String> {
        let mut at = match path.first()?.as_str() {
            "crate" => "",
            "super" => parent(module),
            _ => return None,
        };
        let mut rest = path[1..].iter();
        let mut next = rest.next();
        while next.is_some_and(|name| name == "super") {
            at = parent(at);
            next = rest.next();
        }
        let below = next.map(|name| join(at, name));
        let is_module = |below: &String| self.modules.contains_key(below);
        Some(below.filter(is_module).unwrap_or_else(|| at.to_owned()))
    }

    /// Whether a module has a name from a `use`.
    pub(super) fn is_imported(&self, module: &str, name: &str) -> bool {
        let module = self.modules.get(module);
        module.is_some_and(|module| module.uses.contains_key(name))
    }

    /// The path of a module's file.
    pub(super) fn path<'a>(&'a self, module: &'a str) -> &'a str {
        let file = self.files.iter().find(|file| file.module == module);
        file.map_or(module, |file| &file.path)
    }
}

impl Module {
    fn add(&mut self, item: &Item) {
        let name = match item {
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            Item::Union(item) => &item.ident,
            Item::Mod(item) if item.content.is_none() => {
                self.children.insert(item.ident.to_string());
                return;
            }
            Item::Use(item) => {
                for (name, path) in leaves(&item.tree) {
                    self.add_use(name, path);
                }
                return;
            }
            _ => return,
        };
        self.items.insert(name.to_string());
    }

    fn add_use(&mut self, name: Option<String>, path: Vec<String>) {
        match name {
            // `use serde;` would lead to itself.
            Some(name) if path != [name.as_str()] => {
                self.uses.insert(name, path);
            }
            Some(_) => {}
            None => self.globs.push(path),
        }
    }
}

/// Every name that a `use` brings, with its path; no name for a glob.
pub(super) fn leaves(tree: &UseTree) -> Vec<(Option<String>, Vec<String>)> {
    match tree {
        UseTree::Path(path) => {
            let mut found = leaves(&path.tree);
            for (name, rest) in &mut found {
                rest.insert(0, path.ident.to_string());
                // `a::{self}` brings `a`.
                if rest.last().is_some_and(|last| last == "self") {
                    rest.pop();
                    if name.as_deref() == Some("self") {
                        *name = rest.last().cloned();
                    }
                }
            }
            found
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            vec![(Some(name.clone()), vec![name])]
        }
        UseTree::Rename(rename) => {
            let name = rename.rename.to_string();
            vec![(Some(name), vec![rename.ident.to_string()])]
        }
        UseTree::Glob(_) => vec![(None, Vec::new())],
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
    }
}

/// The names of a path.
pub(super) fn segments(path: &syn::Path) -> Vec<String> {
    let names = path.segments.iter();
    names.map(|segment| segment.ident.to_string()).collect()
}

/// The last type between angle brackets.
pub(super) fn argument(segment: &syn::PathSegment) -> Option<&Type> {
    let syn::PathArguments::AngleBracketed(all) = &segment.arguments else {
        return None;
    };
    let mut types = all.args.iter().rev();
    types.find_map(|argument| match argument {
        syn::GenericArgument::Type(of) => Some(of),
        _ => None,
    })
}

/// The module that holds another.
pub(super) fn parent(module: &str) -> &str {
    module.rsplit_once("::").map_or("", |(parent, _)| parent)
}

fn join(module: &str, child: &str) -> String {
    if module.is_empty() {
        child.to_owned()
    } else {
        format!("{module}::{child}")
    }
}

/// `a/b.rs` is `a::b`, `lib.rs` the root.
fn module_of(path: &str) -> String {
    match path.strip_suffix(".rs").unwrap_or(path) {
        "lib" => String::new(),
        path => path.trim_end_matches("/mod").replace('/', "::"),
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// `#[cfg(test)]`, alone or among other conditions.
fn is_test(attributes: &[Attribute]) -> bool {
    let holds_test = |meta: &Meta| match meta {
        Meta::List(list) if list.path.is_ident("cfg") => {
            let inside = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            inside.is_ok_and(|inside| inside.iter().any(|one| one.path().is_ident("test")))
        }
        _ => false,
    };
    attributes
        .iter()
        .any(|attribute| holds_test(&attribute.meta))
}
