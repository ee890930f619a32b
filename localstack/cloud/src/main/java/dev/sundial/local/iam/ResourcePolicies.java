package dev.sundial.local.iam;

import java.util.List;

/** The policies of resources: who may do what with a bucket, a queue, a function. */
@FunctionalInterface
public interface ResourcePolicies {

  /** The statements about a resource; empty when it has none, or is none. */
  List<Statement> of(String arn);
}
