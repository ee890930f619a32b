package dev.sundial.local.lambda;

import dev.sundial.local.endpoint.Account;
import dev.sundial.local.stack.Pending;

/** Tells which ARNs can be a destination of events. */
record DestinationArn(Destinations destinations) {

  /** A function, or what the destinations reach; a value that is not known yet passes. */
  boolean isSupported(String arn) {
    return Pending.in(arn)
        || Account.resourceOf("lambda", arn).filter(name -> name.matches("function:.+")).isPresent()
        || destinations.reaches(arn);
  }

  /** A queue or topic that the destinations reach; a value that is not known yet passes. */
  boolean isDeadLetter(String arn) {
    return Pending.in(arn) || (arn.matches("arn:aws:(sqs|sns):.+") && destinations.reaches(arn));
  }
}
