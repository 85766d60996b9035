//! A team file, from whoever saved or sent it.

use contract::{NothingForm, TeamFileForm};

use crate::DeskAlone;

/// # Panics
/// What was looked at is not what is taken, or a refusal does not say why.
pub fn team_file(input: &[u8]) {
    let form = TeamFileForm { text: String::from_utf8_lossy(input).into_owned() };
    DeskAlone::with(|alone| {
        let (desk, form) = (&alone.desk, &form);
        alone.runtime.block_on(async move {
            let checked = desk.check_team_file(form.clone()).await;
            let taken = desk.import_team_file(form.clone()).await;
            match (&checked, &taken) {
                (Ok(_), Ok(())) => {
                    let again = desk.check_team_file(form.clone()).await.expect("it was taken once");
                    assert!(again.added.is_empty(), "what was taken is here: {again:?}");
                    desk.export_team_file(NothingForm {}).await.expect("what is here can be saved");
                }
                (Err(refused), Err(_)) => assert!(refused.detail.is_some(), "{refused:?}"),
                (Ok(_), Err(_)) | (Err(_), Ok(())) => panic!("{checked:?}, yet {taken:?}"),
            }
        });
    });
}
