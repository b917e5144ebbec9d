//! The files of `themes/default`, put into the binary by the build script `build.rs`.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
