//! stub
use crate::route::Extra;
use crate::site::Site;
/// stub
#[must_use]
pub fn render(_: &Site, _: &Extra) -> String {
    String::new()
}
