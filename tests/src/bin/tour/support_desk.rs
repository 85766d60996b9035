//! The stops of the support desk: links, what is wrong with them, and putting it right.

use serde_json::json;
use tests::desktop::wait_until;

use crate::walk::Walk;

/// Seeded: in use, waiting, failed, expired with twelve devices, in use.
const JANSEN: &str = "a55c1a7ed00000000000000000000001";
const OKAFOR: &str = "a55c1a7ed00000000000000000000003";
const KELLER: &str = "a55c1a7ed00000000000000000000005";
const HARBOUR: &str = "a55c1a7ed00000000000000000000101";
const NOVAK: &str = "a55c1a7ed00000000000000000000104";
/// Seeded: a device of Novak Offices.
const SERVER_ROOM: &str = "7419600d000000000000000000000133";
const FINAL_PAGE: &str = "https://login.northgate.example/ended?error=access_denied&error_description=The+owner+pressed+Deny&state=4711";

pub(crate) async fn links(walk: &mut Walk) {
    // Most of one device cloud's links.
    for number in 201..=230 {
        let state = json!({
            "accountAssociationId": format!("a55c1a7ed{number:023}"),
            "state": "REFRESH_TOKEN_EXPIRED",
            "customer": "devices-3"
        });
        walk.story.practice.call("POST", "/practice/links", Some(state));
    }
    walk.story.screens().use_environment().await;
    walk.look(false).await;
    walk.story.screens().go_to("Links").await;
    walk.story.window.find("device-cloud-warning").await;
    walk.stop("links-warning").await;
    walk.story.screens().search_links("SN-41717").await;
    walk.story.window.click("find-by-device").await;
    walk.story.window.find("found-by-device").await;
    walk.stop("links-by-serial-number").await;

    walk.page_of("jansen", JANSEN).await;
    walk.story.window.find("finish-devices").await;
    walk.stop("link-signed-in").await;
    walk.stop_at("link-devices", "[data-testid='tab-devices']").await;
    walk.story.window.click("tab-notes").await;
    walk.stop_at("link-notes", "[data-testid='tab-notes']").await;
    walk.story.window.click("edit-link").await;
    walk.story.window.css("[role='dialog'] input").await;
    walk.stop("link-edit").await;

    walk.page_of("keller", KELLER).await;
    walk.stop("link-failed").await;
    walk.story.window.click("see-why").await;
    walk.story.window.find("finding-signInFailed").await;
    walk.stop_at("diagnosis", "[data-testid='tab-diagnosis']").await;
    walk.story.window.type_into("final-page", FINAL_PAGE).await;
    walk.story.window.click("read-final-page").await;
    walk.story.window.find("final-page-read").await;
    walk.stop_at("diagnosis-final-page", "[data-testid='final-page']").await;

    walk.page_of("okafor", OKAFOR).await;
    walk.story.screens().more_of_link("diagnose-link").await;
    walk.story.window.find("finding-waitingBecause").await;
    walk.stop_at("diagnosis-waiting", "[data-testid='tab-diagnosis']").await;
}

pub(crate) async fn reconnecting(walk: &mut Walk) {
    walk.page_of("harbour view hotel", HARBOUR).await;
    walk.story.window.shows("Breakfast room").await;
    walk.stop("link-expired").await;
    walk.story.screens().more_of_link("support-bundle").await;
    walk.story.window.find("bundle-lines").await;
    walk.stop("bundle").await;

    walk.page_of("harbour view hotel", HARBOUR).await;
    walk.story.window.click("reconnect").await;
    walk.story.window.find("open-sign-in-page").await;
    walk.stop("reconnect-sign-in").await;
    walk.story.sign_in_here("novak").await;
    walk.story.screens().devices().await;
    walk.stop("reconnect-none").await;
    walk.story.window.click("new-sign-in-page").await;
    walk.story.window.find("say-signed-in").await;
    walk.stop("reconnect-needs-a-word").await;
    let found = json!({ "customer": "harbour", "vendor": "aria", "remove": ["aria-hv-302", "aria-hv-04"], "add": [] });
    walk.story.practice.call("POST", "/practice/customers/devices", Some(found));
    walk.signed_in_again().await;
    walk.story.window.find("comparison").await;
    walk.stop("reconnect-some").await;
    walk.story.window.click("finish").await;
    walk.story.window.find("stop-done").await;
    walk.stop("reconnect-done-some").await;

    let back = json!({ "customer": "harbour", "vendor": "aria", "remove": [], "add": [
        { "connectorDeviceId": "aria-hv-302", "connectorDeviceName": "Suite 302" },
        { "connectorDeviceId": "aria-hv-04", "connectorDeviceName": "Kitchen" },
    ] });
    walk.story.practice.call("POST", "/practice/customers/devices", Some(back));
    let expired = json!({ "accountAssociationId": HARBOUR, "state": "REFRESH_TOKEN_EXPIRED" });
    walk.story.practice.call("POST", "/practice/links", Some(expired));
    walk.story.window.click("see-link").await;
    walk.story.window.find("reconnect").await;
    walk.story.window.click("reconnect").await;
    walk.story.sign_in_here("harbour").await;
    walk.story.window.find("stop-done").await;
    walk.stop("reconnect-all").await;

    walk.page_of("novak", NOVAK).await;
    walk.story.screens().more_of_device(SERVER_ROOM, "replace-device").await;
    walk.story.window.find("confirm-replace").await;
    walk.stop("replace").await;
}

pub(crate) async fn removing(walk: &mut Walk) {
    walk.page_of("harbour view hotel", HARBOUR).await;
    walk.story.screens().more_of_link("unlink").await;
    walk.story.window.find("unlink-meaning").await;
    walk.stop("unlink").await;
    walk.slow(1500);
    walk.story.window.click("confirm-unlink").await;
    walk.story.window.click_css("[data-testid^='pause-plan-']").await;
    walk.story.window.css("[data-testid^='continue-plan-']").await;
    walk.slow(0);
    walk.story.window.click_css("[data-testid='plan-steps'] [role='button']").await;
    walk.stop("link-removing").await;
    walk.story.screens().home().await;
    walk.stop("home-plan").await;
    walk.story.window.click_css("[data-testid^='open-plan-']").await;
    walk.story.window.click_css("[data-testid^='continue-plan-']").await;
    walk.story.window.shows("It is not in AWS any more").await;
    walk.stop("link-gone").await;
    walk.story.screens().go_to("Help").await;
    walk.story.window.click("show-activity").await;
    walk.story.window.find("export-activity").await;
    walk.stop("activity").await;
}

impl Walk {
    /// The page of a link that is searched for.
    async fn page_of(&self, search: &str, account_association_id: &str) {
        if self.story.window.has("link-page").await {
            // A dialog covers the places.
            self.story.window.press("\u{e00c}").await;
        }
        let screens = self.story.screens();
        screens.search_links(search).await;
        screens.open_link(account_association_id).await;
        self.story.window.shows("checked ").await;
    }

    /// The customer of the reconnected link signs in here, and somebody says so.
    async fn signed_in_again(&self) {
        self.story.sign_in_here("harbour").await;
        let link = || {
            let ledger = self.story.practice.ledger();
            let mut links = ledger["associations"].as_array().into_iter().flatten();
            links.any(|link| link["id"] == HARBOUR && link["customer"] == "harbour")
        };
        wait_until("the sign-in", async || link().then_some(())).await;
        self.story.window.click("say-signed-in").await;
    }

    /// How long the service takes for each answer.
    fn slow(&self, latency_ms: u32) {
        self.story.practice.call("PUT", "/practice/settings", Some(json!({ "latencyMs": latency_ms })));
    }
}
