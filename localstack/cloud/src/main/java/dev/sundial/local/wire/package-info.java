/**
 * The wire protocols of AWS, one codec each: awsJson, query with XML answers, Smithy's RPC v2 with
 * CBOR, REST with JSON. A service declares operations on JSON trees and does not know which
 * protocol a client spoke.
 */
@NullMarked
package dev.sundial.local.wire;

import org.jspecify.annotations.NullMarked;
