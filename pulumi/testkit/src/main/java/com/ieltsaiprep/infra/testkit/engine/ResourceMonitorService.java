package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;

import pulumirpc.Provider.CallResponse;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.ReadResourceResponse;
import pulumirpc.Resource.RegisterPackageRequest;
import pulumirpc.Resource.RegisterPackageResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceCallRequest;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc;

import java.util.Set;
import java.util.function.Supplier;

/** Resource monitor service: the engine's interface to a program that declares resources. */
final class ResourceMonitorService extends ResourceMonitorGrpc.ResourceMonitorImplBase {
    /** Features of the Pulumi CLI 3.200; the SDK sends older forms of what is not supported. */
    private static final Set<String> FEATURES =
            Set.of(
                    "secrets",
                    "resourceReferences",
                    "outputValues",
                    "aliasSpecs",
                    "deletedWith",
                    "transforms",
                    "invokeTransforms",
                    "parameterization",
                    "resourceHooks");

    private final ResourceRegistry registry;

    ResourceMonitorService(ResourceRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void supportsFeature(
            SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> observer) {
        answer(
                observer,
                () ->
                        SupportsFeatureResponse.newBuilder()
                                .setHasSupport(FEATURES.contains(request.getId()))
                                .build());
    }

    @Override
    public void registerResource(
            RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> observer) {
        answer(observer, () -> registry.register(request));
    }

    @Override
    public void registerResourceOutputs(
            RegisterResourceOutputsRequest request, StreamObserver<Empty> observer) {
        answer(
                observer,
                () -> {
                    registry.registerOutputs(request);
                    return Empty.getDefaultInstance();
                });
    }

    @Override
    public void invoke(
            ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> observer) {
        answer(observer, () -> registry.invoke(request));
    }

    @Override
    public void readResource(
            ReadResourceRequest request, StreamObserver<ReadResourceResponse> observer) {
        refuse(observer, request.getType() + " " + request.getName() + " is read");
    }

    @Override
    public void call(ResourceCallRequest request, StreamObserver<CallResponse> observer) {
        refuse(observer, request.getTok() + " is called");
    }

    @Override
    public void registerPackage(
            RegisterPackageRequest request, StreamObserver<RegisterPackageResponse> observer) {
        refuse(observer, "package " + request.getName() + " is registered");
    }

    @Override
    public void signalAndWaitForShutdown(Empty request, StreamObserver<Empty> observer) {
        answer(observer, Empty::getDefaultInstance);
    }

    private <T extends Message> void refuse(StreamObserver<T> observer, String use) {
        answer(
                observer,
                () -> {
                    throw registry.refuse(use + ", which this engine does not support");
                });
    }

    private static <T extends Message> void answer(
            StreamObserver<T> observer, Supplier<T> response) {
        T answer;
        try {
            answer = response.get();
        } catch (RequestRefusedException e) {
            observer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            return;
        } catch (RuntimeException e) {
            // A fault of the engine itself: the program shows its cause.
            observer.onError(
                    Status.INTERNAL
                            .withDescription(e.toString())
                            .withCause(e)
                            .asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }
}
