//! What files take from each other: the names they write, the methods they call, the fields they assign.
//!
//! Types are known as far as a reader knows them without thinking: `self`, parameters, fields of these, what functions return. Of
//! anything else, a method is taken for that of the only type that has one of its name.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, FnArg, Item, Member, Pat, Token, Type};

use super::program::{Program, SourceFile, TypeId, argument, leaves, parent, segments};

/// Methods that the standard library or a dependency has as well. Where nothing says what a value is, they are anybody's.
const SHARED: &[&str] = &[
    "abs",
    "all",
    "allows",
    "and_then",
    "any",
    "append",
    "arg",
    "args",
    "as_bytes",
    "as_ref",
    "as_slice",
    "as_str",
    "below",
    "borrow",
    "build",
    "bytes",
    "chain",
    "children",
    "clear",
    "cloned",
    "collect",
    "column",
    "contains",
    "contents",
    "copied",
    "count",
    "dedup",
    "default",
    "description",
    "display",
    "drain",
    "end",
    "entry",
    "env",
    "eq",
    "error",
    "exists",
    "expect",
    "extend",
    "file",
    "fill",
    "filter",
    "find",
    "finish",
    "first",
    "flush",
    "fmt",
    "fold",
    "from",
    "get",
    "hash",
    "id",
    "index",
    "insert",
    "into",
    "is_empty",
    "is_file",
    "is_same",
    "is_some",
    "iter",
    "join",
    "keys",
    "kind",
    "last",
    "len",
    "line",
    "lines",
    "load",
    "lock",
    "map",
    "max",
    "message",
    "metadata",
    "min",
    "mode",
    "name",
    "new",
    "next",
    "open",
    "output",
    "parse",
    "path",
    "paths",
    "position",
    "print",
    "push",
    "range",
    "read",
    "remove",
    "render",
    "replace",
    "reserve",
    "retain",
    "rev",
    "root",
    "send",
    "severity",
    "skip",
    "sort",
    "span",
    "spawn",
    "split",
    "start",
    "store",
    "sum",
    "swap",
    "take",
    "text",
    "title",
    "to_string",
    "trim",
    "truncate",
    "unwrap",
    "values",
    "wait",
    "write",
    "zip",
];

/// What was found in all files.
#[derive(Default)]
pub(super) struct Uses {
    /// From module to module, each with one reason.
    pub(super) edges: BTreeMap<String, BTreeMap<String, String>>,
    /// From module to module as it is written, whatever is handed on there: what the table of modules is about.
    pub(super) imports: BTreeSet<(String, String)>,
    /// Fields that are assigned outside of the module of their type: `module: Type.field`.
    pub(super) assigned: BTreeSet<String>,
    /// Calls and assignments that could be of several types.
    pub(super) unresolved: BTreeMap<String, usize>,
    /// How many methods are called in all.
    pub(super) calls: usize,
}

impl Uses {
    pub(super) fn new(program: &Program) -> Uses {
        let mut uses = Uses::default();
        for file in &program.files {
            for item in &file.syntax.items {
                if let Item::Use(item) = item {
                    for (_, path) in leaves(&item.tree) {
                        uses.import(program, file, &path);
                    }
                }
            }
            let mut reader = Reader {
                program,
                file,
                uses: &mut uses,
                own: None,
                generics: BTreeSet::new(),
                locals: Vec::new(),
            };
            reader.visit_file(&file.syntax);
        }
        uses
    }

    fn import(&mut self, program: &Program, file: &SourceFile, path: &[String]) {
        if let Some(written) = program.written(&file.module, path) {
            self.imports.insert((file.module.clone(), written));
        }
    }

    fn add(&mut self, from: &str, to: &str, reason: impl FnOnce() -> String) {
        if from != to {
            let edges = self.edges.entry(from.to_owned()).or_default();
            edges.entry(to.to_owned()).or_insert_with(reason);
        }
    }
}

/// What is known of a value's type.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Known {
    /// One of the crate.
    Own(TypeId),
    /// One of elsewhere, with the type it holds.
    Foreign(Option<Box<Known>>),
    Nothing,
}

struct Reader<'a> {
    program: &'a Program,
    file: &'a SourceFile,
    uses: &'a mut Uses,
    /// What `Self` is.
    own: Option<TypeId>,
    generics: BTreeSet<String>,
    /// The names of values, by block.
    locals: Vec<BTreeMap<String, Known>>,
}

impl Reader<'_> {
    fn path(&mut self, path: &[String]) {
        let Some(first) = path.first() else { return };
        if first == "Self" {
            if let (Some(own), Some(method)) = (self.own.clone(), path.get(1)) {
                self.method_of(&own, method);
            }
            return;
        }
        if path.len() == 1 && self.local(first).is_some() {
            return;
        }
        let Some(target) = self.program.resolve(&self.file.module, path) else {
            return;
        };
        self.uses.import(self.program, self.file, path);
        let shown = path.join("::");
        self.uses
            .add(&self.file.module, &target.module, || format!("`{shown}`"));
        if let (Some(item), Some(method)) = (target.item, target.rest.first()) {
            self.method_of(&(target.module, item), method);
        }
    }

    /// Notes a use of a method; false where the type has none of this name.
    fn method_of(&mut self, id: &TypeId, name: &str) -> bool {
        let Some(methods) = self
            .program
            .methods
            .get(id)
            .and_then(|methods| methods.get(name))
        else {
            return false;
        };
        for method in methods {
            self.uses.add(&self.file.module, &method.module, || {
                format!("`{}::{name}()`", id.1)
            });
        }
        true
    }

    fn call(&mut self, receiver: &Known, name: &str) {
        match receiver {
            Known::Own(id) if self.method_of(id, name) => return,
            Known::Foreign(_) => return,
            // What a type lacks, its traits or what it leads to may have.
            Known::Own(_) | Known::Nothing => {}
        }
        let Some(owners) = self.program.owners.get(name) else {
            return;
        };
        let mut owners = owners.iter();
        match (owners.next(), owners.next()) {
            (Some(only), None) if !SHARED.contains(&name) => {
                self.method_of(&only.clone(), name);
            }
            _ => self.unresolved(&format!("{name}()")),
        }
    }

    fn unresolved(&mut self, what: &str) {
        *self.uses.unresolved.entry(what.to_owned()).or_default() += 1;
    }

    /// An assignment to a field.
    fn assign(&mut self, place: &Expr) {
        let field = match place {
            Expr::Field(field) => field,
            Expr::Paren(inner) => return self.assign(&inner.expr),
            Expr::Index(inner) => return self.assign(&inner.expr),
            _ => return,
        };
        let Member::Named(name) = &field.member else {
            return;
        };
        let name = name.to_string();
        let has_field = |fields: &BTreeMap<String, Type>| fields.contains_key(&name);
        let of = match self.known(&field.base) {
            Known::Own(id) if self.program.fields.get(&id).is_some_and(has_field) => id,
            Known::Foreign(_) => return,
            Known::Own(_) | Known::Nothing => {
                let all = self.program.fields.iter();
                let owners: Vec<&TypeId> = all
                    .filter(|(_, fields)| has_field(fields))
                    .map(|(id, _)| id)
                    .collect();
                match owners[..] {
                    [] => return,
                    [only] => only.clone(),
                    _ => return self.unresolved(&format!(".{name} =")),
                }
            }
        };
        if of.0 != self.file.module {
            let assigned = format!("{}: {}::{}.{name}", self.file.path, of.0, of.1);
            self.uses.assigned.insert(assigned);
        }
    }

    /// What a value is, as far as it is plain to see.
    fn known(&self, value: &Expr) -> Known {
        match value {
            Expr::Paren(of) => self.known(&of.expr),
            Expr::Group(of) => self.known(&of.expr),
            Expr::Reference(of) => self.known(&of.expr),
            Expr::Unary(of) => self.known(&of.expr),
            Expr::Try(of) => match self.known(&of.expr) {
                Known::Foreign(Some(inner)) => *inner,
                _ => Known::Nothing,
            },
            Expr::Index(of) => match self.known(&of.expr) {
                Known::Foreign(Some(inner)) => *inner,
                _ => Known::Nothing,
            },
            Expr::Lit(_) | Expr::Macro(_) | Expr::Array(_) | Expr::Tuple(_) | Expr::Range(_) => {
                Known::Foreign(None)
            }
            Expr::Struct(of) => self.known_path(&of.path),
            Expr::Path(of) => match of.path.get_ident() {
                Some(name) if name == "self" => self.own.clone().map_or(Known::Nothing, Known::Own),
                Some(name) => self
                    .local(&name.to_string())
                    .cloned()
                    .unwrap_or(Known::Nothing),
                None => Known::Nothing,
            },
            Expr::Field(of) => match (self.known(&of.base), &of.member) {
                (Known::Own(id), Member::Named(name)) => {
                    let fields = self.program.fields.get(&id);
                    let field = fields.and_then(|fields| fields.get(&name.to_string()));
                    field.map_or(Known::Nothing, |field| self.known_type(&id.0, field))
                }
                _ => Known::Nothing,
            },
            Expr::MethodCall(call) => self.returned(call),
            Expr::Call(call) => match &*call.func {
                Expr::Path(function) => self.made(&function.path),
                _ => Known::Nothing,
            },
            _ => Known::Nothing,
        }
    }

    fn returned(&self, call: &syn::ExprMethodCall) -> Known {
        let name = call.method.to_string();
        match self.known(&call.receiver) {
            Known::Own(id) => self.result(&id, &name),
            // What these give is what they hold.
            Known::Foreign(Some(inner))
                if [
                    "unwrap",
                    "unwrap_or_default",
                    "expect",
                    "unwrap_or",
                    "unwrap_or_else",
                    "clone",
                ]
                .contains(&name.as_str()) =>
            {
                *inner
            }
            Known::Foreign(inner)
                if [
                    "iter", "iter_mut", "as_ref", "as_mut", "first", "last", "get", "filter",
                    "rev", "skip", "take", "peekable", "next", "values", "find",
                ]
                .contains(&name.as_str()) =>
            {
                Known::Foreign(inner)
            }
            Known::Foreign(_)
                if ["len", "is_empty", "to_owned", "as_str"].contains(&name.as_str()) =>
            {
                Known::Foreign(None)
            }
            _ => Known::Nothing,
        }
    }

    fn result(&self, id: &TypeId, method: &str) -> Known {
        if method == "clone" {
            return Known::Own(id.clone());
        }
        let methods = self.program.methods.get(id);
        let found = methods.and_then(|methods| methods.get(method)?.first());
        let Some(found) = found else {
            return Known::Nothing;
        };
        match &found.returns {
            None => Known::Foreign(None),
            Some(returns) => self.known_in(&found.module, Some(id), returns),
        }
    }

    /// What a call of a function makes, where it is one of a type.
    fn made(&self, path: &syn::Path) -> Known {
        let names = segments(path);
        let Some((method, of)) = names.split_last() else {
            return Known::Nothing;
        };
        if of == ["Self"] {
            let own = self.own.as_ref();
            return own.map_or(Known::Nothing, |own| self.result(own, method));
        }
        match self.program.resolve(&self.file.module, &names) {
            Some(target) => match (target.item, target.rest.as_slice()) {
                (Some(item), [method]) => self.result(&(target.module, item), method),
                (Some(item), []) => {
                    let id = (target.module, item);
                    let returns = self.program.functions.get(&id);
                    returns.map_or(Known::Nothing, |returns| {
                        self.known_in(&id.0, None, returns)
                    })
                }
                _ => Known::Nothing,
            },
            // A function of elsewhere, not a variant with a value in it.
            None if !of.is_empty() && !self.generics.contains(&of[0]) => Known::Foreign(None),
            None if self.program.is_imported(&self.file.module, method) => Known::Foreign(None),
            None => Known::Nothing,
        }
    }

    fn known_path(&self, path: &syn::Path) -> Known {
        if path.is_ident("Self") {
            return self.own.clone().map_or(Known::Nothing, Known::Own);
        }
        match self.program.resolve(&self.file.module, &segments(path)) {
            Some(target) => target
                .item
                .map_or(Known::Nothing, |item| Known::Own((target.module, item))),
            None => Known::Nothing,
        }
    }

    /// What a type is that is written in a module.
    fn known_type(&self, module: &str, written: &Type) -> Known {
        self.known_in(module, self.own.as_ref(), written)
    }

    fn known_in(&self, module: &str, own: Option<&TypeId>, written: &Type) -> Known {
        match written {
            Type::Reference(of) => self.known_in(module, own, &of.elem),
            Type::Paren(of) => self.known_in(module, own, &of.elem),
            Type::Slice(of) => self.holding(module, own, &of.elem),
            Type::Array(of) => self.holding(module, own, &of.elem),
            Type::Path(path) if path.path.is_ident("Self") => {
                own.cloned().map_or(Known::Nothing, Known::Own)
            }
            Type::Path(path) => {
                if let Some(id) = self.program.type_of(module, written) {
                    return Known::Own(id);
                }
                let Some(last) = path.path.segments.last() else {
                    return Known::Nothing;
                };
                if self.generics.contains(&last.ident.to_string()) {
                    return Known::Nothing;
                }
                match argument(last) {
                    // The type of an error comes last.
                    Some(_) if last.ident == "Result" => self.of_result(module, own, last),
                    Some(inner)
                        if ["Box", "Arc", "Rc", "Cow"].contains(&&*last.ident.to_string()) =>
                    {
                        self.known_in(module, own, inner)
                    }
                    Some(inner) => self.holding(module, own, inner),
                    None => Known::Foreign(None),
                }
            }
            Type::Tuple(_) => Known::Foreign(None),
            _ => Known::Nothing,
        }
    }

    fn of_result(&self, module: &str, own: Option<&TypeId>, of: &syn::PathSegment) -> Known {
        let syn::PathArguments::AngleBracketed(all) = &of.arguments else {
            return Known::Nothing;
        };
        match all.args.first() {
            Some(syn::GenericArgument::Type(good)) => self.holding(module, own, good),
            _ => Known::Nothing,
        }
    }

    fn holding(&self, module: &str, own: Option<&TypeId>, inner: &Type) -> Known {
        Known::Foreign(Some(Box::new(self.known_in(module, own, inner))))
    }

    fn local(&self, name: &str) -> Option<&Known> {
        self.locals.iter().rev().find_map(|block| block.get(name))
    }

    /// The names that a pattern brings. Only a plain one is of a known type.
    fn bind(&mut self, pattern: &Pat, known: &Known) {
        let known = known.clone();
        match pattern {
            Pat::Ident(name) => {
                if let Some(block) = self.locals.last_mut() {
                    block.insert(name.ident.to_string(), known);
                }
            }
            Pat::Type(typed) => {
                let known = self.known_type(&self.file.module, &typed.ty);
                self.bind(&typed.pat, &known);
            }
            Pat::Reference(inner) => self.bind(&inner.pat, &known),
            Pat::TupleStruct(some) if some.elems.len() == 1 => {
                let inner = match known {
                    Known::Foreign(Some(inner))
                        if some.path.is_ident("Some") || some.path.is_ident("Ok") =>
                    {
                        *inner
                    }
                    _ => Known::Nothing,
                };
                self.bind(&some.elems[0], &inner);
            }
            Pat::TupleStruct(all) => all
                .elems
                .iter()
                .for_each(|one| self.bind(one, &Known::Nothing)),
            Pat::Tuple(all) => all
                .elems
                .iter()
                .for_each(|one| self.bind(one, &Known::Nothing)),
            Pat::Slice(all) => all
                .elems
                .iter()
                .for_each(|one| self.bind(one, &Known::Nothing)),
            Pat::Or(all) => all
                .cases
                .iter()
                .for_each(|one| self.bind(one, &Known::Nothing)),
            Pat::Struct(all) => {
                let of = self.known_path(&all.path);
                for field in &all.fields {
                    let known = match (&of, &field.member) {
                        (Known::Own(id), Member::Named(name)) => {
                            let fields = self.program.fields.get(id);
                            let field = fields.and_then(|all| all.get(&name.to_string()));
                            field.map_or(Known::Nothing, |field| self.known_type(&id.0, field))
                        }
                        _ => Known::Nothing,
                    };
                    self.bind(&field.pat, &known);
                }
            }
            _ => {}
        }
    }

    fn within(&mut self, then: impl FnOnce(&mut Self)) {
        self.locals.push(BTreeMap::new());
        then(self);
        self.locals.pop();
    }

    fn function(&mut self, signature: &syn::Signature, then: impl FnOnce(&mut Self)) {
        let before = self.generics.clone();
        let of_types = signature.generics.type_params();
        self.generics
            .extend(of_types.map(|generic| generic.ident.to_string()));
        self.within(|reader| {
            for input in &signature.inputs {
                if let FnArg::Typed(input) = input {
                    let known = reader.known_type(&reader.file.module, &input.ty);
                    reader.bind(&input.pat, &known);
                }
            }
            then(reader);
        });
        self.generics = before;
    }

    /// What a macro is given: expressions, else whatever looks like a path or a call.
    fn tokens(&mut self, tokens: &TokenStream) {
        let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(all) = syn::parse::Parser::parse2(parser, tokens.clone()) {
            for one in &all {
                self.visit_expr(one);
            }
            return;
        }
        let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let mut at = 0;
        while at < all.len() {
            match &all[at] {
                // `pub(super)` uses nothing.
                TokenTree::Group(_) if at > 0 && all[at - 1].to_string() == "pub" => {}
                TokenTree::Group(group) => self.tokens(&group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while let (
                        Some(TokenTree::Punct(one)),
                        Some(TokenTree::Punct(two)),
                        Some(TokenTree::Ident(next)),
                    ) = (all.get(at + 1), all.get(at + 2), all.get(at + 3))
                        && one.as_char() == ':'
                        && two.as_char() == ':'
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    let is_called = matches!(all.get(at + 1), Some(TokenTree::Group(_)));
                    let is_of = |back: usize, what: &str| {
                        at.checked_sub(back)
                            .is_some_and(|at| all[at].to_string() == what)
                    };
                    if path.len() > 1 {
                        self.path(&path);
                    } else if is_called && is_of(1, ".") {
                        let receiver = match &self.own {
                            Some(own) if is_of(2, "self") => Known::Own(own.clone()),
                            _ => Known::Nothing,
                        };
                        self.call(&receiver, &path[0]);
                    } else if !is_of(1, ".") {
                        self.path(&path);
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            at += 1;
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Mod(_) => {}
            // A trait is taken for the methods that it brings, which nothing else names.
            Item::Use(item) => {
                for (_, path) in leaves(&item.tree) {
                    if let Some(target) = self.program.resolve(&self.file.module, &path)
                        && let Some(name) = target.item
                        && self.is_trait(&target.module, &name)
                    {
                        self.path(&path);
                    }
                }
            }
            Item::Macro(item) => self.tokens(&item.mac.tokens),
            Item::Impl(item) => {
                let before = self.own.take();
                self.own = self.program.type_of(&self.file.module, &item.self_ty);
                let generics = item.generics.type_params();
                self.generics = generics.map(|one| one.ident.to_string()).collect();
                visit::visit_item_impl(self, item);
                self.own = before;
                self.generics.clear();
            }
            Item::Trait(item) => {
                let before = self.own.take();
                self.own = Some((self.file.module.clone(), item.ident.to_string()));
                visit::visit_item_trait(self, item);
                self.own = before;
            }
            item => visit::visit_item(self, item),
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, |reader| visit::visit_item_fn(reader, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, |reader| visit::visit_impl_item_fn(reader, item));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.function(&item.sig, |reader| visit::visit_trait_item_fn(reader, item));
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.within(|reader| visit::visit_block(reader, block));
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.within(|reader| {
            reader.bind(&arm.pat, &Known::Nothing);
            visit::visit_arm(reader, arm);
        });
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.within(|reader| {
            for input in &closure.inputs {
                reader.bind(input, &Known::Nothing);
            }
            visit::visit_expr_closure(reader, closure);
        });
    }

    fn visit_expr_for_loop(&mut self, one: &'ast syn::ExprForLoop) {
        self.within(|reader| {
            let known = match reader.known(&one.expr) {
                Known::Foreign(Some(inner)) => *inner,
                _ => Known::Nothing,
            };
            reader.visit_expr(&one.expr);
            reader.bind(&one.pat, &known);
            reader.visit_pat(&one.pat);
            reader.visit_block(&one.body);
        });
    }

    fn visit_expr_let(&mut self, one: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, one);
        let known = self.known(&one.expr);
        self.bind(&one.pat, &known);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        let known = match &local.init {
            Some(init) => self.known(&init.expr),
            None => Known::Nothing,
        };
        self.bind(&local.pat, &known);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.path(&segments(path));
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.uses.calls += 1;
        let receiver = self.known(&call.receiver);
        self.call(&receiver, &call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.assign(&assign.left);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let is_assignment = matches!(
            binary.op,
            BinOp::AddAssign(_)
                | BinOp::SubAssign(_)
                | BinOp::MulAssign(_)
                | BinOp::DivAssign(_)
                | BinOp::RemAssign(_)
                | BinOp::BitXorAssign(_)
                | BinOp::BitAndAssign(_)
                | BinOp::BitOrAssign(_)
                | BinOp::ShlAssign(_)
                | BinOp::ShrAssign(_)
        );
        if is_assignment {
            self.assign(&binary.left);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_macro(&mut self, one: &'ast syn::Macro) {
        self.path(&segments(&one.path));
        self.tokens(&one.tokens);
    }

    /// Attributes hold no code of ours.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    /// Who may see a thing is no use of it.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}
}

impl Reader<'_> {
    fn is_trait(&self, module: &str, name: &str) -> bool {
        let file = self.program.files.iter().find(|file| file.module == module);
        file.is_some_and(|file| {
            let mut items = file.syntax.items.iter();
            items.any(|item| matches!(item, Item::Trait(item) if item.ident == name))
        })
    }
}

/// What top-level room a module belongs to.
pub(super) fn room(module: &str) -> &str {
    let mut module = module;
    while !parent(module).is_empty() {
        module = parent(module);
    }
    module
}
