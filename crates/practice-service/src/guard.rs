//! Who may talk to the service at all: only those that address it by its own
//! name, and no pages but its own. This keeps web pages of other origins out,
//! also those that point a name of theirs at the loopback address.

use axum::http::{HeaderMap, Uri};

use crate::failure::Failure;

pub(crate) fn check(headers: &HeaderMap, uri: &Uri, port: u16) -> Result<(), Failure> {
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let named = |name: &str| own.iter().any(|host| host == name);
    let mut hosts = headers.get_all("host").iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).unwrap_or_default();
    let authority = uri.authority().map_or(host, |authority| authority.as_str());
    if hosts.next().is_some() || !named(host) || !named(authority) {
        return Err(refused("The Host header must name the practice service itself."));
    }
    for origin in headers.get_all("origin") {
        let origin = origin.to_str().unwrap_or_default();
        if !origin.strip_prefix("http://").is_some_and(named) {
            return Err(refused("Requests of other origins are refused."));
        }
    }
    Ok(())
}

fn refused(message: &str) -> Failure {
    Failure::new(403, "AccessDeniedException", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(uri: &str, pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().expect("a header value"));
        }
        check(&headers, &uri.parse().expect("a URI"), 4566).is_ok()
    }

    #[test]
    fn only_its_own_names_and_origin_pass() {
        assert!(passes("/", &[("host", "127.0.0.1:4566")]));
        assert!(passes("/", &[("host", "localhost:4566"), ("origin", "http://127.0.0.1:4566")]));
        for host in
            ["127.0.0.1", "127.0.0.1:80", "evil.example:4566", "localhost:4566.evil.example", "[::1]:4566"]
        {
            assert!(!passes("/", &[("host", host)]), "{host}");
        }
        for origin in [
            "null",
            "https://127.0.0.1:4566",
            "http://evil.example",
            "http://127.0.0.1:4567",
            "tauri://localhost",
        ] {
            assert!(!passes("/", &[("host", "127.0.0.1:4566"), ("origin", origin)]), "{origin}");
        }
        assert!(!passes("/", &[]));
        assert!(!passes("/", &[("host", "127.0.0.1:4566"), ("host", "evil.example")]));
        assert!(!passes("http://evil.example/", &[("host", "127.0.0.1:4566")]));
    }
}
