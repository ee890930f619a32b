package dev.sundial.local.iam;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.iam.Statement.Principal;

/** Who asks for something. */
public sealed interface Identity {

  /** As errors name it. */
  String arn();

  /** Whether a principal of a resource's policy means it. */
  boolean isMeantBy(Principal principal);

  /** What conditions may ask about it. */
  Facts facts();

  /** The account's root: may do everything that no resource forbids. */
  record Administrator() implements Identity {
    @Override
    public String arn() {
      return Account.globalArn("iam", "root");
    }

    @Override
    public boolean isMeantBy(Principal principal) {
      return isAnyone(principal) || isAccount(principal);
    }

    @Override
    public Facts facts() {
      return Facts.none()
          .with(ConditionKeys.PRINCIPAL_ARN, arn())
          .with(ConditionKeys.PRINCIPAL_ACCOUNT, Account.ID)
          .with(ConditionKeys.PRINCIPAL_TYPE, "Account")
          .with(ConditionKeys.PRINCIPAL_IS_SERVICE, "false")
          .with(ConditionKeys.USER_ID, Account.ID);
    }
  }

  /**
   * Somebody with a role's keys: a function, a service, or a person who assumed it.
   *
   * @param session name of the session; a function's name
   */
  record Session(Role role, String session) implements Identity {
    @Override
    public String arn() {
      return sessionArn(role.name(), session);
    }

    @Override
    public boolean isMeantBy(Principal principal) {
      return isAnyone(principal)
          || (principal.kind().equals("AWS")
              && (principal.name().equals(role.arn()) || principal.name().equals(arn())));
    }

    @Override
    public Facts facts() {
      return Facts.none()
          .with(ConditionKeys.PRINCIPAL_ARN, role.arn())
          .with(ConditionKeys.PRINCIPAL_ACCOUNT, Account.ID)
          .with(ConditionKeys.PRINCIPAL_TYPE, "AssumedRole")
          .with(ConditionKeys.PRINCIPAL_IS_SERVICE, "false")
          .with(ConditionKeys.USER_ID, role.id() + ":" + session);
    }
  }

  /**
   * A service of AWS that acts for a resource of the account.
   *
   * @param name such as {@code events.amazonaws.com}
   * @param sourceArn the resource, such as a rule
   */
  record Service(String name, String sourceArn) implements Identity {
    @Override
    public String arn() {
      return name;
    }

    @Override
    public boolean isMeantBy(Principal principal) {
      return isAnyone(principal)
          || (principal.kind().equals("Service") && principal.name().equals(name));
    }

    @Override
    public Facts facts() {
      return Facts.none()
          .with(ConditionKeys.PRINCIPAL_IS_SERVICE, "true")
          .with(ConditionKeys.PRINCIPAL_SERVICE, name)
          .with(ConditionKeys.SOURCE_ARN, sourceArn)
          .with(ConditionKeys.SOURCE_ACCOUNT, Account.ID);
    }
  }

  private static boolean isAnyone(Principal principal) {
    return principal.kind().equals("*")
        || (principal.kind().equals("AWS") && principal.name().equals("*"));
  }

  /** As errors name somebody with a role's keys. */
  static String sessionArn(String role, String session) {
    return Account.globalArn("sts", "assumed-role/" + role + "/" + session);
  }

  /** The account as a whole; what it may do, its identities' own policies say. */
  static boolean isAccount(Principal principal) {
    return principal.kind().equals("AWS")
        && (principal.name().equals(Account.ID)
            || principal.name().equals(Account.globalArn("iam", "root")));
  }
}
