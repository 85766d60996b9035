//! What somebody may type as a portal.

use super::*;

#[test]
fn a_portal_is_an_https_address_and_a_region() {
    let portal = Portal::parse(" https://acme.awsapps.com/start/#/ \n", " eu-west-1 ").unwrap();
    assert_eq!(portal.start_url, "https://acme.awsapps.com/start");
    assert_eq!((portal.region.as_str(), portal.session), ("eu-west-1", None));
    assert_eq!(portal.scopes, ["sso:account:access"]);
    for bad in [
        "",
        "acme",
        "http://acme.awsapps.com/start",
        "https://user@acme.awsapps.com/start",
        "https://acme.awsapps.com:8443/start",
        "https://10.0.0.1/start",
    ] {
        assert_eq!(Portal::parse(bad, "eu-west-1"), Err(PortalProblem::StartUrlNotOne), "{bad}");
    }
    for bad in ["", "Ireland", "eu west 1", "EU-WEST-1"] {
        let refused = Portal::parse("https://acme.awsapps.com/start", bad);
        assert_eq!(refused, Err(PortalProblem::RegionNotOne), "{bad}");
    }
}
