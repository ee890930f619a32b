package dev.sundial.local.alarms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sundial.local.events.BusEvent;
import dev.sundial.local.stack.Assets;
import dev.sundial.local.stack.Deployment;
import dev.sundial.local.stack.Properties;
import dev.sundial.local.stack.Resource;
import dev.sundial.local.stack.ResourceType;
import dev.sundial.local.state.StateStore;
import dev.sundial.local.testing.VirtualTime;
import dev.sundial.local.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alarms on a clock that stands until it is moved, with metrics and topics by hand. */
final class AlarmBench {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  final StateStore store;
  final FakeMetrics metrics;
  final FakeActions actions = new FakeActions();
  final List<BusEvent> events = new ArrayList<>();
  final VirtualTime time;
  private final Timeline timeline;
  final Alarms alarms;

  AlarmBench() {
    this(StateStore.inMemory(), new FakeMetrics(), START.toString());
  }

  /** The same account and its metrics, started again later. */
  AlarmBench(AlarmBench before, String now) {
    this(before.store, before.metrics, now);
  }

  private AlarmBench(StateStore store, FakeMetrics metrics, String now) {
    this.store = store;
    this.metrics = metrics;
    this.time = new VirtualTime(now);
    this.timeline = time.timeline();
    this.alarms = new Alarms(store, timeline, metrics, actions, events::add);
    alarms.start();
  }

  /** The same account after a restart; nothing of the old one runs on. */
  Alarms restarted() {
    return new Alarms(store, timeline, metrics, actions, events::add);
  }

  Instant now() {
    return time.clock().instant();
  }

  void advanceTo(String at) {
    try {
      time.advanceTo(at);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void advance(Duration by) {
    advanceTo(now().plus(by).toString());
  }

  /** Deploys an alarm as a template declares it. */
  Resource deploy(String json) {
    return deploy(type("AWS::CloudWatch::Alarm"), json);
  }

  Resource deployComposite(String json) {
    return deploy(type("AWS::CloudWatch::CompositeAlarm"), json);
  }

  /** What is wrong with a declaration. */
  List<String> problems(String type, String json) {
    Properties properties = new Properties("stack/Alarm", object(json));
    type(type).read(properties);
    List<String> all = new ArrayList<>(properties.problems());
    properties.unasked().forEach(path -> all.add(path + " is not implemented"));
    return all;
  }

  ResourceType<?> type(String name) {
    return AlarmResource.all(alarms, actions, new EmittableMetrics(metrics)).stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private <D> Resource deploy(ResourceType<D> type, String json) {
    Properties properties = new Properties("stack/Alarm", object(json));
    D declared = type.read(properties);
    if (!properties.problems().isEmpty()) {
      throw new IllegalArgumentException(properties.problems().toString());
    }
    return type.create(declared, new Deployment("stack", "Alarm", 1, Assets.none(), false));
  }

  AlarmState state(String name) {
    return alarms.find(name).orElseThrow().status().value();
  }

  List<String> summaries() {
    return alarms.history().stream().map(entry -> entry.getValue().summary()).toList();
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
