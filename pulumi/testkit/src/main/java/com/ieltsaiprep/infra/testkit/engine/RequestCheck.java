package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.schema.PropertyCheck;
import com.ieltsaiprep.infra.testkit.schema.ProviderSchema;
import com.ieltsaiprep.infra.testkit.schema.ProviderUpgrade;
import com.ieltsaiprep.infra.testkit.schema.ResourceSchema;

import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.ResourceInvokeRequest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Check of requests: what the Pulumi engine or the AWS provider would refuse. */
final class RequestCheck {
    private static final String PROVIDER_TYPE = "pulumi:providers:aws";

    private final Path folder;
    private final SecretScan secrets;
    private final ProviderSchema schema = new ProviderSchema();
    private final ProviderUpgrade upgrade = ProviderUpgrade.load();
    private final FunctionResults functions = new FunctionResults();

    RequestCheck(Path folder, SecretScan secrets) {
        this.folder = folder;
        this.secrets = secrets;
    }

    ResourceSchema schemaOf(String type) {
        return schema.resource(type).orElseThrow();
    }

    /** Returns the region of a provider, by a reference {@code <URN>::<id>}. */
    String region(String reference, Map<String, RegisteredResource> resources) {
        RegisteredResource provider = resources.get(urnOf(reference));
        Value region =
                provider == null
                        ? null
                        : provider.request().getObject().getFieldsMap().get("region");
        return region == null ? "us-east-1" : region.getStringValue();
    }

    /** Returns what is wrong with a registration. */
    List<String> resource(
            RegisterResourceRequest request, Map<String, RegisteredResource> resources) {
        List<String> findings = new ArrayList<>();
        if (!request.getParent().isEmpty() && !resources.containsKey(request.getParent())) {
            findings.add("parent " + request.getParent() + " is not registered");
        }
        for (String dependency : request.getDependenciesList()) {
            if (!resources.containsKey(dependency)) {
                findings.add("dependency " + dependency + " is not registered");
            }
        }
        findings.addAll(values(request.getObject()));
        if (request.getCustom()) {
            custom(request, resources, findings);
        }
        return findings;
    }

    private void custom(
            RegisterResourceRequest request,
            Map<String, RegisteredResource> resources,
            List<String> findings) {
        Optional<ResourceSchema> type = schema.resource(request.getType());
        if (type.isEmpty()) {
            findings.add("unknown type " + request.getType());
            return;
        }
        findings.addAll(PropertyCheck.findings(type.get().inputs(), request.getObject()));
        findings.addAll(upgrade.ofResource(request.getType(), request.getObject()));
        if (!request.getType().equals(PROVIDER_TYPE)) {
            provider(request.getProvider(), resources, findings);
        } else if (request.getVersion().isEmpty()) {
            findings.add("the provider pins no version of its plugin");
        }
    }

    private static void provider(
            String reference, Map<String, RegisteredResource> resources, List<String> findings) {
        if (reference.isEmpty()) {
            findings.add("default provider: name the provider of a region explicitly");
        } else if (!resources.containsKey(urnOf(reference))) {
            findings.add("provider " + reference + " is not registered");
        }
    }

    /** Returns what is wrong with the outputs of a component or of the stack. */
    List<String> outputs(Struct outputs) {
        return values(outputs);
    }

    /** Returns the result of a function, or adds what is wrong with the call. */
    Optional<Struct> function(
            ResourceInvokeRequest request,
            Map<String, RegisteredResource> resources,
            List<String> findings) {
        Optional<ResourceSchema> function = schema.function(request.getTok());
        if (function.isEmpty()) {
            findings.add("unknown function");
            return Optional.empty();
        }
        provider(request.getProvider(), resources, findings);
        findings.addAll(values(request.getArgs()));
        findings.addAll(PropertyCheck.findings(function.get().inputs(), request.getArgs()));
        findings.addAll(upgrade.ofFunction(request.getTok(), request.getArgs()));
        Optional<Struct> result =
                functions.of(
                        function.get(),
                        request.getArgs(),
                        region(request.getProvider(), resources));
        if (result.isEmpty()) {
            findings.add("no result for this function in functions.json");
        }
        return result;
    }

    private List<String> values(Struct properties) {
        List<String> findings = new ArrayList<>(ValueCheck.findings(properties, folder));
        secrets.find(properties)
                .ifPresent(it -> findings.add(it + ": plaintext of a secret of the configuration"));
        return findings;
    }

    private static String urnOf(String reference) {
        int id = reference.lastIndexOf("::");
        return id < 0 ? reference : reference.substring(0, id);
    }
}
