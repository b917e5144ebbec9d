//! stub
use crate::route::Extra;
use crate::site::Site;
/// stub
pub fn render(_: &Site<'_>, _: &Extra) -> String {
    String::new()
}
