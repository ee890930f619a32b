/**
 * The registry's contract: tests that hold against the in-memory fakes and against DynamoDB Local
 * alike. This module runs them on the fakes; the local cloud's tests run the same sources on the
 * real thing.
 */
package dev.sundial.registry;
