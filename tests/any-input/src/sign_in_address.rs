//! The address AWS gives for a customer's sign-in: what the guard lets through
//! to a browser.

use onboarding::{AddressPolicy, AddressRefusal, SIGN_IN_ADDRESS_MAX, SignInAddress};
use url::{Host, Url};

const PRACTICE_HOST: &str = "127.0.0.1";
const PRACTICE_PORT: u16 = 4566;

/// # Panics
/// An address passed that is not what its policy allows.
pub fn sign_in_address(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let live = SignInAddress::parse(&text, &AddressPolicy::Live);
    if let Ok(address) = &live {
        is_one_word(address, &AddressPolicy::Live);
        let url = Url::parse(address.expose()).expect("what passed is an address");
        assert_eq!((url.scheme(), url.port()), ("https", None), "{text:?}");
        let Some(Host::Domain(domain)) = url.host() else { panic!("no domain name in {text:?}") };
        let domain = domain.trim_end_matches('.');
        assert!(domain.contains('.') && domain.is_ascii(), "{domain:?} of {text:?}");
        assert!(domain.rsplit('.').next() != Some("localhost"), "this computer itself: {text:?}");
        assert_eq!(address.host(), url.host_str().expect("it has one"), "what is shown is what is opened");
    }
    let own = AddressPolicy::Practice { host: PRACTICE_HOST.to_owned(), port: PRACTICE_PORT };
    let practice = SignInAddress::parse(&text, &own);
    if let Ok(address) = &practice {
        is_one_word(address, &own);
        assert!(address.expose().starts_with("http://127.0.0.1:4566/"), "{text:?}");
    }
    assert!(live.is_err() || practice.is_err(), "no address is for both: {text:?}");
    assert_eq!(live.as_ref().err() == Some(&AddressRefusal::Missing), text.is_empty());
}

fn is_one_word(address: &SignInAddress, policy: &AddressPolicy) {
    let exposed = address.expose();
    assert!(exposed.len() <= SIGN_IN_ADDRESS_MAX, "{exposed:?}");
    assert!(exposed.chars().all(|c| c.is_ascii_graphic() && c != '\\'), "{exposed:?}");
    let url = Url::parse(exposed).expect("what passed is an address");
    assert!(url.username().is_empty() && url.password().is_none(), "{exposed:?}");
    assert_eq!(SignInAddress::parse(exposed, policy).as_ref(), Ok(address), "it passes again as it is");
    assert_eq!(format!("{address:?}"), format!("SignInAddress({})", address.host()));
}
