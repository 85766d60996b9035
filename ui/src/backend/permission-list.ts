// Written by `cargo xtask contract` from crates/contract. Do not edit.
import type { PolicySizeForm } from './contract';

/** Each action once; `isChange` when everything that needs it changes something. */
export const permissionList: { action: string; whatFor: string; isChange: boolean; sizes: PolicySizeForm[] }[] = [
  { action: 'iotmanagedintegrations:CreateAccountAssociation', whatFor: 'Make a link', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'iotmanagedintegrations:TagResource', whatFor: 'Put tags on the new link, when some are typed', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'secretsmanager:GetSecretValue', whatFor: 'Let AWS read the device cloud\'s secret in your name', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'kms:Decrypt', whatFor: 'Let AWS decrypt that secret in your name', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:CreateManagedThing', whatFor: 'Take a found device into AWS', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'iotmanagedintegrations:DeleteAccountAssociation', whatFor: 'Remove a link', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'iotmanagedintegrations:DeleteManagedThing', whatFor: 'Delete a device from AWS', isChange: true, sizes: ['everything'] },
  { action: 'iotmanagedintegrations:DeregisterAccountAssociation', whatFor: 'Take a device off a link', isChange: true, sizes: ['everything'] },
  { action: 'iotmanagedintegrations:GetAccountAssociation', whatFor: 'Look at a link and its sign-in', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:GetConnectorDestination', whatFor: 'Look at how a device cloud is set up', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:GetDeviceDiscovery', whatFor: 'See whether a search for devices is over', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:GetManagedThing', whatFor: 'Look at a device', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:GetManagedThingCapabilities', whatFor: 'See what a device can do', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:GetManagedThingConnectivityData', whatFor: 'See whether a device is reached', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:GetManagedThingState', whatFor: 'See what a device reported last', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:ListAccountAssociations', whatFor: 'List the links', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:ListConnectorDestinations', whatFor: 'List the device clouds', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:ListDiscoveredDevices', whatFor: 'List the devices a search found', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:ListEventLogConfigurations', whatFor: 'See what AWS logs by itself', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:ListManagedThingAccountAssociations', whatFor: 'See what is on which link', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:ListManagedThings', whatFor: 'List devices, or find one', isChange: false, sizes: ['readOnlySupport', 'installer', 'everything'] },
  { action: 'iotmanagedintegrations:RegisterAccountAssociation', whatFor: 'Register a device on a link', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'iotmanagedintegrations:SendManagedThingCommand', whatFor: 'Ask a device how it is', isChange: true, sizes: ['everything'] },
  { action: 'iotmanagedintegrations:StartAccountAssociationRefresh', whatFor: 'Get a new sign-in page for a link', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'iotmanagedintegrations:StartDeviceDiscovery', whatFor: 'Search for a customer\'s devices', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'iotmanagedintegrations:UntagResource', whatFor: 'Take tags off a link', isChange: true, sizes: ['everything'] },
  { action: 'iotmanagedintegrations:UpdateAccountAssociation', whatFor: 'Change a link\'s name or note', isChange: true, sizes: ['installer', 'everything'] },
  { action: 'iotmanagedintegrations:UpdateManagedThing', whatFor: 'Change a device\'s name or owner', isChange: true, sizes: ['installer', 'everything'] },
];

/** Why AWS wants to read the device cloud's secret in the caller's name. */
export const whySecret: string = 'Making a link, looking at one and getting a new sign-in page (CreateAccountAssociation, GetAccountAssociation, StartAccountAssociationRefresh) also need secretsmanager:GetSecretValue: AWS then reads the secret of the device cloud in your name. Listing reads no secret, so the list of links works without it. The policy AWSIoTManagedIntegrationsFullAccess does not include it.';
