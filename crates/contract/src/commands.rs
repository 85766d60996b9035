//! The one list of everything the window may call.
//!
//! Intents change something and answer nothing; questions change nothing and
//! answer a page. Each takes exactly one form. The list is handed to callback
//! macros, so that a command missing or mistyped anywhere does not compile.

/// Hands the list of commands to `$callback`.
#[macro_export]
macro_rules! contract {
    ($callback:ident) => {
        $callback! {
            intents {
                create_account_association(CreateAccountAssociationForm),
                get_account_association(GetAccountAssociationForm),
                register_account_association(RegisterAccountAssociationForm),
                use_aws_account(UseAwsAccountForm),
                check_aws_account(NothingForm),
                set_scene(SceneForm),
                save_settings(SettingsForm),
                open_journey(JourneyForm),
                leave_journey(NothingForm),
                open_link(LinkForm),
                rename_link(RenameLinkForm),
                set_owner(SetOwnerForm),
                remove_link(JourneyForm),
                start_again(JourneyForm),
                try_again(JourneyForm),
                open_sign_in_page(OpenSignInPageForm),
                hand_over(JourneyForm),
                copy_sign_in_address(JourneyForm),
                copy_message(CopyMessageForm),
                find_devices(JourneyForm),
                choose_devices(ChooseDevicesForm),
                rename_device(RenameDeviceForm),
                register_devices(JourneyForm),
                register_managed_thing(RegisterManagedThingForm),
                retry_failed_devices(JourneyForm),
                pause_registering(JourneyForm),
                continue_registering(JourneyForm),
                finish(JourneyForm),
                discard_journey(JourneyForm),
                forget_customer(JourneyForm),
                dismiss_notice(NothingForm),
                start_practice_afresh(NothingForm),
                stay_open(NothingForm),
                copy_completion_note(JourneyForm),
                copy_text(CopyTextForm),
            }
            questions {
                list_connector_destinations(NothingForm) -> DestinationsPage,
                check_customer(CustomerForm) -> CustomerCheck,
                list_account_associations(ListLinksForm) -> LinksPage,
                list_devices(ListDevicesForm) -> DevicesPage,
                list_managed_things(ListManagedThingsForm) -> ManagedThingsPage,
                look_up_ids(LookUpIdsForm) -> IdsView,
                list_offers(NothingForm) -> OffersPage,
                show_qr_code(JourneyForm) -> QrCodeView,
                show_sign_in_address(JourneyForm) -> SignInAddressView,
                customer_message(JourneyForm) -> CustomerMessageView,
                completion_note(JourneyForm) -> CompletionNoteView,
                save_completion_note(JourneyForm) -> SavedFileView,
                list_timeline(JourneyForm) -> TimelinePage,
            }
        }
    };
}
