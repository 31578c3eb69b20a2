package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Struct;
import com.ieltsaiprep.infra.testkit.wire.Urns;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Registry of a deployment: checks each request, and holds what is registered. */
final class ResourceRegistry {
    private static final String PROVIDER_TYPE = "pulumi:providers:aws";

    private final EngineOptions options;
    private final RequestCheck check;
    private final ComputedOutputs computed;
    private final PhysicalNames names = new PhysicalNames();
    private final TreeMap<String, RegisteredResource> resources = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private Struct outputs = Struct.getDefaultInstance();

    ResourceRegistry(EngineOptions options, SecretScan secrets) {
        this.options = options;
        this.check = new RequestCheck(options.folder(), secrets);
        this.computed = new ComputedOutputs(options.preview());
    }

    synchronized StackState state() {
        return new StackState(resources, outputs);
    }

    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** Records a refusal and returns it, to be thrown. */
    synchronized RequestRefusedException refuse(String message) {
        refusals.add(message);
        return new RequestRefusedException(message);
    }

    synchronized RegisterResourceResponse register(RegisterResourceRequest request) {
        String urn =
                Urns.of(
                        options.stack(),
                        options.project(),
                        request.getParent(),
                        request.getType(),
                        request.getName());
        if (resources.containsKey(urn)) {
            throw refuse("duplicate resource " + urn + ": give one of them another name");
        }
        List<String> findings = check.resource(request, resources);
        if (!findings.isEmpty()) {
            throw refuse(urn + ": " + String.join("; ", findings));
        }
        String region = check.region(request.getProvider(), resources);
        names.take(urn, request.getType(), region, request.getObject())
                .ifPresent(
                        it -> {
                            throw refuse(urn + ": its name in AWS is that of " + it);
                        });
        RegisteredResource resource = deploy(urn, RequestNormalizer.normalize(request));
        resources.put(urn, resource);
        return RegisterResourceResponse.newBuilder()
                .setUrn(urn)
                .setId(resource.id())
                .setObject(resource.outputs())
                .build();
    }

    /** Gives a resource its identity and outputs: those of the earlier deployment, or new ones. */
    private RegisteredResource deploy(String urn, RegisterResourceRequest request) {
        Optional<RegisteredResource> old =
                options.previous()
                        .flatMap(it -> it.resource(urn))
                        .filter(it -> it.request().equals(request));
        if (old.isPresent()) {
            return old.get();
        }
        Struct inputs = request.getObject();
        if (!request.getCustom()) {
            return new RegisteredResource(urn, request, "", inputs);
        }
        if (request.getType().equals(PROVIDER_TYPE)) {
            // A reference to a provider has its identifier, which is never empty.
            String id = options.preview() ? WireValues.UNKNOWN : request.getName();
            return new RegisteredResource(urn, request, id, inputs);
        }
        String region = check.region(request.getProvider(), resources);
        ValueTemplates templates =
                new ValueTemplates(region, request.getName(), inputs.getFieldsMap());
        return new RegisteredResource(
                urn,
                request,
                computed.id(request.getType(), templates),
                computed.outputs(check.schemaOf(request.getType()), inputs, templates));
    }

    synchronized void registerOutputs(RegisterResourceOutputsRequest request) {
        String urn = request.getUrn();
        if (!resources.containsKey(urn)) {
            throw refuse("outputs of " + urn + ", which is not registered");
        }
        List<String> findings = check.outputs(request.getOutputs());
        if (!findings.isEmpty()) {
            throw refuse("outputs of " + urn + ": " + String.join("; ", findings));
        }
        if (Urns.types(urn).equals(Urns.STACK_TYPE)) {
            outputs = request.getOutputs();
        }
    }

    synchronized ResourceInvokeResponse invoke(ResourceInvokeRequest request) {
        List<String> findings = new ArrayList<>();
        Optional<Struct> result = check.function(request, resources, findings);
        if (!findings.isEmpty() || result.isEmpty()) {
            throw refuse(request.getTok() + ": " + String.join("; ", findings));
        }
        return ResourceInvokeResponse.newBuilder().setReturn(result.get()).build();
    }
}
