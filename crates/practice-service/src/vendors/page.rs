//! The vendors' pages as HTML. No scripts, nothing from elsewhere, one small
//! style sheet; every text from outside is escaped.

use crate::markup::escaped;
use crate::reply::Reply;
use crate::world::World;
use crate::world::vendor::Vendor;

const STYLE: &str = include_str!("style.css");

/// `same-origin` keeps addresses from every other site; with `no-referrer`
/// browsers send `Origin: null` with a form, which the guard refuses.
const STRICT_HEADERS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("cache-control", "no-store"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

pub(super) fn style() -> Reply {
    strict(Reply::new(200, "text/css; charset=utf-8", STYLE.as_bytes().to_vec()))
}

pub(super) fn redirect(location: &str) -> Reply {
    strict(Reply::redirect(location))
}

pub(super) fn sign_in(world: &World, vendor: &Vendor, form: &str, complaint: Option<&str>) -> Reply {
    let accounts: String = vendor
        .all_customers()
        .filter(|customer| customer.signs_in)
        .map(|customer| {
            format!(
                r#"<li><button class="account" type="submit" name="account" value="{key}" id="account-{key}"
 formnovalidate><strong>{name}</strong><span>{key}@example.com</span><span class="count">{count}</span></button></li>"#,
                key = customer.key,
                name = escaped(customer.name),
                count = devices(world.devices_of(vendor, customer.key).len()),
            )
        })
        .collect();
    let complaint = complaint.map_or_else(String::new, |text| {
        format!(r#"<p class="complaint" role="alert" id="complaint">{}</p>"#, escaped(text))
    });
    let body = format!(
        r#"<h1>Sign in to {name}</h1>
{complaint}
<form method="post" action="/vendors/{slug}/sign-in" autocomplete="off">
<input type="hidden" name="form" value="{form}">
<div class="fields">
<label for="username">E-mail or user name</label>
<input id="username" name="username" type="text" autocapitalize="none" spellcheck="false" autofocus>
<label for="password">Password <small>any will do in practice</small></label>
<input id="password" name="password" type="password">
<button class="main" type="submit" id="sign-in">Sign in</button>
</div>
<p class="or"><span>or choose a practice customer</span></p>
<ul class="accounts">{accounts}</ul>
</form>"#,
        name = escaped(vendor.name),
        slug = vendor.slug,
    );
    shown(200, vendor, "Sign in", &body)
}

pub(super) fn consent(vendor: &Vendor, form: &str, name: &str, address: &str, refusing: bool) -> Reply {
    let shared: String = vendor.shared.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect();
    let (allow, deny) = if refusing { ("quiet", "main") } else { ("main", "quiet") };
    let body = format!(
        r#"<h1>Share your devices?</h1>
<p class="who">Signed in as <strong id="customer">{name}</strong> <span>{address}</span></p>
<p>Your service company asks {vendor} to share with it:</p>
<ul class="shared">{shared}</ul>
<p class="fine">It never sees your password. You can end this at any time in your {vendor} account.</p>
<form method="post" action="/vendors/{slug}/consent">
<input type="hidden" name="form" value="{form}">
<div class="decision">
<button class="{allow}" type="submit" name="decision" value="allow" id="allow">Allow</button>
<button class="{deny}" type="submit" name="decision" value="deny" id="deny">Deny</button>
</div>
<p><button class="link" type="submit" name="decision" value="other-account" id="other-account">Not {name}?
 Use another account</button></p>
</form>"#,
        name = escaped(name),
        address = escaped(address),
        vendor = escaped(vendor.name),
        slug = vendor.slug,
    );
    shown(200, vendor, "Share your devices", &body)
}

pub(super) fn linked(vendor: &Vendor, failed: bool) -> Reply {
    let name = escaped(vendor.name);
    let (title, body) = if failed {
        (
            "Not linked",
            format!(
                r#"<p class="sign no" aria-hidden="true">&#215;</p><h1 id="not-linked">Not linked</h1>
<p>Nothing was shared. {name} keeps your devices to itself.</p><p class="fine">You can close this page.</p>"#
            ),
        )
    } else {
        (
            "Linked",
            format!(
                r#"<p class="sign" aria-hidden="true">&#10003;</p><h1 id="linked">All done</h1>
<p>Your {name} account is linked.</p><p class="fine">You can close this page.</p>"#
            ),
        )
    };
    shown(200, vendor, title, &body)
}

pub(super) fn expired(vendor: &Vendor) -> Reply {
    let body = r#"<p class="sign no" aria-hidden="true">!</p><h1 id="expired">This sign-in has expired</h1>
<p>The address was used before, or is no longer valid.</p>
<p class="fine">Ask your service company for a new one.</p>"#;
    shown(410, vendor, "Expired", body)
}

/// Where a vendor without a completion page leaves the browser.
pub(super) fn blank() -> Reply {
    html(200, "<!doctype html>\n<html lang=\"en\"><head><title></title></head><body></body></html>\n")
}

/// The callback or a path that leads nowhere.
pub(super) fn lost() -> Reply {
    html(
        404,
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Nothing here</title><link rel=\"stylesheet\" href=\"/vendors/style.css\"></head>\
         <body><main><div class=\"card\"><h1 id=\"lost\">Nothing to see here</h1>\
         <p>This step was finished before, or the address is not complete.</p></div></main></body></html>\n",
    )
}

fn devices(count: usize) -> String {
    match count {
        0 => "no devices".to_owned(),
        1 => "1 device".to_owned(),
        many => format!("{many} devices"),
    }
}

fn shown(status: u16, vendor: &Vendor, title: &str, body: &str) -> Reply {
    let page = format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} - {name}</title>
<link rel="stylesheet" href="/vendors/style.css">
</head>
<body class="{slug}">
<p class="practice">Practice: this is not a real vendor</p>
<header><span class="mark" aria-hidden="true"></span><span class="name">{name}</span><span class="claim">{claim}</span></header>
<main><div class="card">
{body}
</div></main>
</body>
</html>
"#,
        name = escaped(vendor.name),
        claim = escaped(vendor.claim),
        slug = vendor.slug,
    );
    html(status, &page)
}

fn html(status: u16, page: &str) -> Reply {
    strict(Reply::new(status, "text/html; charset=utf-8", page.as_bytes().to_vec()))
}

fn strict(reply: Reply) -> Reply {
    STRICT_HEADERS.into_iter().fold(reply, |reply, (name, value)| reply.with(name, value))
}
