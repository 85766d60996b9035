//! Every command the window may call, each one call on the desk.

use contract::{DeskView, ProblemView};
use desk::Desk;
use tauri::{State, Webview, Window, ipc::Channel, ipc::Invoke};

use crate::{
    text_size::TextSize,
    window::{self, Subscription},
};

macro_rules! tauri_commands {
    (
        intents { $($intent:ident($intent_form:ident),)* }
        questions { $($question:ident($question_form:ident) -> $page:ident,)* }
    ) => {
        $(
            #[tauri::command]
            async fn $intent(desk: State<'_, Desk>, form: contract::$intent_form) -> Result<(), ProblemView> {
                desk.$intent(form).await
            }
        )*
        $(
            #[tauri::command]
            async fn $question(
                desk: State<'_, Desk>,
                form: contract::$question_form,
            ) -> Result<contract::$page, ProblemView> {
                desk.$question(form).await
            }
        )*

        pub(crate) fn handler() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![subscribe, window_ready, close_window, $($intent,)* $($question,)*]
        }
    };
}

contract::contract!(tauri_commands);

/// The present state at once and every later one; replaces the former subscription.
#[tauri::command]
fn subscribe(
    desk: State<'_, Desk>,
    subscription: State<'_, Subscription>,
    page: Webview,
    channel: Channel<DeskView>,
) {
    subscription.begin(desk.subscribe(), channel, TextSize::of(page));
}

/// A frame with data is there: the first one shows the window.
#[tauri::command]
fn window_ready(window: Window) {
    window::show(&window);
    #[cfg(feature = "automation")]
    window::tell_ready();
}

/// The person has read what goes on when the window is closed.
#[tauri::command]
fn close_window(window: Window) {
    window::close(&window);
}
