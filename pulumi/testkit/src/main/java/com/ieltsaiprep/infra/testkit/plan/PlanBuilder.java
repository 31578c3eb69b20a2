package com.ieltsaiprep.infra.testkit.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.infra.testkit.engine.RegisteredResource;
import com.ieltsaiprep.infra.testkit.engine.StackState;
import com.ieltsaiprep.infra.testkit.wire.Urns;

import pulumirpc.Resource.RegisterResourceRequest;

import java.util.ArrayList;
import java.util.List;

/** Builder of plans: turns registrations into the form that is read and compared. */
final class PlanBuilder {
    private PlanBuilder() {}

    static Plan build(String stack, StackState state) {
        List<PlannedResource> resources = new ArrayList<>();
        state.resources().values().forEach(it -> resources.add(resource(it)));
        return new Plan(stack, resources, PlanValues.object(state.outputs()));
    }

    private static PlannedResource resource(RegisteredResource resource) {
        RegisterResourceRequest request = resource.request();
        return new PlannedResource(
                key(resource.urn()),
                resource.type(),
                resource.name(),
                parent(request),
                provider(request),
                options(request),
                request.getDependenciesList().stream().map(PlanBuilder::key).toList(),
                PlanValues.object(request.getObject()));
    }

    private static String key(String urn) {
        return Urns.types(urn) + "::" + Urns.name(urn);
    }

    private static String parent(RegisterResourceRequest request) {
        String parent = request.getParent();
        return parent.isEmpty() || Urns.types(parent).equals(Urns.STACK_TYPE) ? "" : key(parent);
    }

    private static String provider(RegisterResourceRequest request) {
        String reference = request.getProvider();
        return reference.isEmpty()
                ? ""
                : Urns.name(reference.substring(0, reference.lastIndexOf("::")));
    }

    private static ObjectNode options(RegisterResourceRequest request) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        if (request.getProtect()) {
            options.put("protect", true);
        }
        if (request.getRetainOnDelete()) {
            options.put("retainOnDelete", true);
        }
        if (request.getDeleteBeforeReplaceDefined()) {
            options.put("deleteBeforeReplace", request.getDeleteBeforeReplace());
        }
        // Of a resource, it is the SDK's: the version of an explicit provider decides.
        if (request.getType().startsWith("pulumi:providers:")) {
            text(options, "version", request.getVersion());
        }
        text(options, "import", request.getImportId());
        text(options, "deletedWith", request.getDeletedWith());
        texts(options, "ignoreChanges", request.getIgnoreChangesList());
        texts(options, "replaceOnChanges", request.getReplaceOnChangesList());
        texts(options, "additionalSecretOutputs", request.getAdditionalSecretOutputsList());
        texts(options, "aliases", request.getAliasURNsList());
        if (request.hasCustomTimeouts()) {
            text(options, "createTimeout", request.getCustomTimeouts().getCreate());
            text(options, "updateTimeout", request.getCustomTimeouts().getUpdate());
            text(options, "deleteTimeout", request.getCustomTimeouts().getDelete());
        }
        return options;
    }

    private static void text(ObjectNode options, String name, String value) {
        if (!value.isEmpty()) {
            options.put(name, value);
        }
    }

    private static void texts(ObjectNode options, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(options.putArray(name)::add);
        }
    }
}
