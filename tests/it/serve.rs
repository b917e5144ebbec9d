//! The preview as a black box: the program on a folder of files, asked over plain sockets.
//!
//! Where each kind of fault is tested. `browser` is `tests/site/serve.test.mjs`, with a real Chromium; `strain` is `benches/strain`,
//! whose long runs have no place in a test; the rest are the modules below and the units in `src/serve` and `src/watch`.
//!
//! | what happens | tests |
//! |---|---|
//! | an editor saves, in whatever way | `edits::every_way_to_save_a_file_is_one_change`, `edits::the_moment_between_emptying_a_file_and_filling_it_is_not_shown`, `edits::equal_bytes_are_no_change`; times: `tests/site/latency.mjs` |
//! | folders come, go, move; a checkout | `edits::folders_come_go_and_move`, `edits::a_checkout_of_a_thousand_files_ends_in_its_own_state`, `random` |
//! | the queue of events overflows | `edits::lost_events_are_made_up_for`; strain `storm` |
//! | the system's limit of watches is reached | `edits::a_reached_limit_is_said_once_and_the_files_are_looked_at`, `watch::events` |
//! | there are no events | `edits::a_change_without_an_event_is_found_all_the_same`, `edits::without_events_the_files_are_looked_at`, `watch::sweep` |
//! | errors come and are mended | `edits::the_last_good_site_stays_while_there_are_errors`, `edits::nothing_in_the_files_ends_the_server`, `edits::a_page_that_cannot_be_rendered_brings_the_last_good_site_back`; browser |
//! | requests while files change | `edits::no_answer_mixes_two_states_while_files_change`; strain `answers` |
//! | saves without end; the content folder goes and comes back | `edits::a_thousand_saves_end_in_the_last_one`, `edits::the_content_folder_goes_away_and_comes_back`, `watch::batch`; strain `storm`, `soak` |
//! | many tabs, a server that restarts, a taken port | browser; `hostile::a_taken_port_is_passed_over_unless_it_was_asked_for`; strain `clients` |
//! | addresses that mean to leave the site | `hostile::an_address_is_a_key_and_never_a_path`, `edits::a_picture_is_sent_as_it_is_and_no_link_is_followed`, `serve::address` |
//! | a foreign host, or none | `hostile::a_foreign_host_reads_nothing`, `hostile::a_name_can_be_allowed_by_option_and_by_setting`, `serve::guard` |
//! | pages of other sites | `hostile::other_sites_may_link_here_and_do_nothing_else`, `hostile::every_answer_keeps_others_out`; browser |
//! | news for foreign pages | `hostile::news_are_for_our_own_pages`; browser |
//! | other methods, large bodies | `hostile::only_get_and_head_are_answered_and_no_body_is_read` |
//! | malformed, slow and silent clients | `hostile::malformed_requests_are_refused_and_others_are_served`, `hostile::slow_and_silent_clients_are_sent_away_and_delay_nobody`; strain `slow` |
//! | hostile texts in what the preview itself says | `hostile::hostile_names_and_texts_are_shown_as_text`, `hostile::the_page_for_nothing_names_the_nearest_pages` |
//! | listening for the network | `hostile::all_addresses_are_served_only_with_a_warning_and_to_known_names` |

#![expect(
    clippy::disallowed_methods,
    reason = "these tests make folders, start the program and wait"
)]

mod edits;
mod hostile;
mod program;
mod random;
mod still;
