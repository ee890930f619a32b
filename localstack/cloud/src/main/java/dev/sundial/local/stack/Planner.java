package dev.sundial.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks through everything a deployment would do and finds every problem before anything changes:
 * values of resources that do not exist yet are placeholders.
 */
final class Planner {
  private final Catalogue catalogue;
  private final StackStore store;
  private final CloudAssembly assembly;
  private final boolean fresh;
  private final Problems problems = new Problems();
  private final Map<String, String> exports = new LinkedHashMap<>();
  private final GivenNames givenNames = new GivenNames(problems);
  private final PlannedChanges changes = new PlannedChanges();

  Planner(Catalogue catalogue, StackStore store, CloudAssembly assembly, boolean fresh) {
    this.catalogue = catalogue;
    this.store = store;
    this.assembly = assembly;
    this.fresh = fresh;
  }

  /**
   * What is to be done.
   *
   * @param stacks to deploy, in their order
   */
  record Plan(List<PlannedStack> stacks, Preview preview) {

    /**
     * @throws TemplateException with every problem of every stack
     */
    Plan orThrow() {
      if (!preview.problems().isEmpty()) {
        throw TemplateException.of(preview.problems());
      }
      return this;
    }
  }

  Plan plan() {
    List<PlannedStack> planned = new ArrayList<>();
    for (CloudAssembly.Stack stack : assembly.stacks()) {
      planned.add(plan(stack));
    }
    Set<String> names =
        assembly.stacks().stream().map(CloudAssembly.Stack::name).collect(Collectors.toSet());
    for (StoredStack stored : store.stacks().reversed()) {
      if (!names.contains(stored.name())) {
        store.resources(stored.name()).forEach(this::checkRemoval);
        changes.removes(stored.name());
      }
    }
    return new Plan(planned, new Preview(changes.list(), problems.list()));
  }

  private PlannedStack plan(CloudAssembly.Stack stack) {
    Template template =
        new TemplateReader(problems)
            .read(stack.name(), stack.text(), stack.template(), stack.parameters());
    Conditions conditions = new Conditions(template, problems);
    conditions.check();
    Map<String, Set<String>> dependencies = dependencies(template, conditions);
    DependencyOrder order = DependencyOrder.of(dependencies);
    if (!order.cycle().isEmpty()) {
      problems.add(stack.name(), "has resources in a circle: " + String.join(" → ", order.cycle()));
    }
    PlannedStack planned = new PlannedStack(template, conditions, order.names(), dependencies);
    List<StoredStack.OutputValue> outputs = checkResources(planned);
    checkLeavers(planned);
    changes.changes(template, store.stack(stack.name()), outputs);
    return planned;
  }

  private Map<String, Set<String>> dependencies(Template template, Conditions conditions) {
    StackNames names = new StackNames(template, conditions, catalogue.types(), Map.of(), exports);
    // What cannot be resolved is reported when the resources are checked.
    Intrinsics intrinsics = new Intrinsics(names, new Problems());
    Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    for (Declared declared : template.resources().values()) {
      if (conditions.includes(declared.condition())) {
        intrinsics.resolve(declared.logicalId(), declared.properties());
        Set<String> needs = names.takeAsked();
        declared.dependsOn().stream()
            .filter(id -> isIncluded(template, conditions, id))
            .forEach(needs::add);
        dependencies.put(declared.logicalId(), needs);
      }
    }
    return dependencies;
  }

  private static boolean isIncluded(Template template, Conditions conditions, String logicalId) {
    Declared declared = template.resources().get(logicalId);
    return declared != null && conditions.includes(declared.condition());
  }

  private List<StoredStack.OutputValue> checkResources(PlannedStack stack) {
    Map<String, Resource> existing = new HashMap<>();
    StackNames names =
        new StackNames(stack.template(), stack.conditions(), catalogue.types(), existing, exports);
    Intrinsics intrinsics = new Intrinsics(names, problems);
    for (String id : stack.order()) {
      checkResource(stack.template().stack(), stack.declared(id), intrinsics, existing);
    }
    List<StoredStack.OutputValue> outputs = new OutputReader(stack, intrinsics).read();
    for (StoredStack.OutputValue output : outputs) {
      String name = output.exportName();
      if (name != null && exports.put(name, output.value()) != null) {
        problems.add(
            stack.template().stack() + "/Outputs." + output.key() + ".Export.Name",
            "is " + name + ", which another output exports");
      }
    }
    return outputs;
  }

  private void checkResource(
      String stack, Declared declared, Intrinsics intrinsics, Map<String, Resource> existing) {
    String id = declared.logicalId();
    String path = stack + "/" + id;
    ObjectNode properties = resolve(path, declared, intrinsics);
    Optional<ResourceType<?>> type = catalogue.find(declared.type());
    if (type.isEmpty()) {
      problems.add(path, "has the type " + declared.type() + ", which is not supported");
      return;
    }
    Optional<? extends Declaration<?>> read =
        Declaration.read(type.get(), path, properties, problems);
    if (read.isEmpty()) {
      return;
    }
    Declaration<?> after = read.get();
    checkAssets(path, after);
    givenNames.claim(path, declared.type(), after.givenName());
    Optional<StoredResource> stored = store.resource(stack, id);
    try {
      Change change = catalogue.change(stored, properties, after);
      changes.resource(declared, change, stored, properties);
      switch (change) {
        case Change.Create create -> {}
        case Change.Keep keep ->
            stored.flatMap(StoredResource::resource).ifPresent(r -> existing.put(id, r));
        case Change.Update update ->
            stored.flatMap(StoredResource::resource).ifPresent(r -> existing.put(id, r));
        case Change.Replace replace ->
            checkReplacement(path, stored.orElseThrow(), declared, after, replace);
      }
    } catch (TemplateException e) {
      problems.addAll(e.problems());
    } catch (RuntimeException e) {
      problems.add(path, "cannot be compared with what is deployed: " + e);
    }
  }

  private void checkAssets(String path, Declaration<?> declaration) {
    for (String key : declaration.assetKeys()) {
      if (!Pending.in(key) && assembly.assets().find(key).isEmpty()) {
        problems.add(path, "needs the asset " + key + ", which the assembly does not hold");
      }
    }
  }

  private void checkReplacement(
      String path,
      StoredResource stored,
      Declared declared,
      Declaration<?> after,
      Change.Replace replace) {
    Optional<String> name = after.givenName();
    boolean keepsName =
        stored.type().equals(declared.type())
            && name.isPresent()
            && catalogue.declarationOf(stored).givenName().equals(name);
    if (keepsName) {
      problems.add(
          path,
          "must be replaced ("
              + replace.reason()
              + ") but keeps the name "
              + name.get()
              + ": give it another name, or deploy with --fresh");
    }
    checkLoss(path, stored, declared.updateReplacePolicy(), "replaced (" + replace.reason() + ")");
  }

  /** Resources that the template does not declare any more, and those that were replaced. */
  private void checkLeavers(PlannedStack stack) {
    for (StoredResource stored : store.resources(stack.template().stack())) {
      if (stored.superseded() || !stack.dependencies().containsKey(stored.logicalId())) {
        checkRemoval(stored);
      }
    }
  }

  private void checkRemoval(StoredResource stored) {
    changes.leaves(stored);
    try {
      checkLoss(Catalogue.where(stored), stored, stored.removal(), "deleted");
      if (!stored.removal().keeps() && stored.physicalId() != null) {
        givenNames.leaves(
            Catalogue.where(stored), stored.type(), catalogue.declarationOf(stored).givenName());
      }
    } catch (TemplateException e) {
      problems.addAll(e.problems());
    }
  }

  private void checkLoss(String path, StoredResource stored, RemovalPolicy policy, String fate) {
    if (fresh || policy.keeps()) {
      return;
    }
    ResourceType<?> type = catalogue.of(stored);
    stored
        .resource()
        .flatMap(type::holds)
        .ifPresent(
            data ->
                problems.add(
                    path,
                    "("
                        + stored.physicalId()
                        + ") holds "
                        + data
                        + " and would be "
                        + fate
                        + ": keep it with a Retain policy, or deploy with --fresh"));
  }

  static ObjectNode resolve(String path, Declared declared, Intrinsics intrinsics) {
    JsonNode resolved = intrinsics.resolve(path, declared.properties());
    if (!(resolved instanceof ObjectNode properties)) {
      intrinsics.failed(path + ".Properties", "must resolve to an object");
      return JsonNodeFactory.instance.objectNode();
    }
    Inert.strip(declared.type(), properties);
    return properties;
  }
}
