package com.ieltsaiprep.infra.testkit.engine;

import static com.ieltsaiprep.infra.testkit.wire.WireValues.string;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;

import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.ResourceMonitorGrpc;

/** Client of an engine that sends hand-made requests, as a program's SDK would. */
final class MonitorClient implements AutoCloseable {
    private final ManagedChannel channel;
    private final ResourceMonitorGrpc.ResourceMonitorBlockingStub monitor;

    MonitorClient(String address) {
        channel = NettyChannelBuilder.forTarget(address).usePlaintext().build();
        monitor = ResourceMonitorGrpc.newBlockingStub(channel);
    }

    ResourceMonitorGrpc.ResourceMonitorBlockingStub monitor() {
        return monitor;
    }

    /** Registers a provider of Ireland and returns the reference to it. */
    String registerProvider() {
        RegisterResourceResponse provider =
                monitor.registerResource(
                        resource(
                                        "pulumi:providers:aws",
                                        "aws-eu",
                                        properties("region", "eu-west-1"))
                                .setVersion("7.20.0")
                                .build());
        return provider.getUrn() + "::" + provider.getId();
    }

    static RegisterResourceRequest.Builder resource(String type, String name, Struct properties) {
        return RegisterResourceRequest.newBuilder()
                .setType(type)
                .setName(name)
                .setCustom(true)
                .setObject(properties);
    }

    static ResourceInvokeRequest.Builder function(String token, Struct arguments) {
        return ResourceInvokeRequest.newBuilder().setTok(token).setArgs(arguments);
    }

    static Struct properties(String name, String value) {
        return properties(name, string(value));
    }

    static Struct properties(String name, Value value) {
        return Struct.newBuilder().putFields(name, value).build();
    }

    static Value secret(String plaintext) {
        return WireValues.object(
                properties(WireValues.SIGNATURE, WireValues.SECRET).toBuilder()
                        .putFields(WireValues.PLAINTEXT, string(plaintext))
                        .build());
    }

    static Value file(String signature, String path) {
        return WireValues.object(
                properties(WireValues.SIGNATURE, signature).toBuilder()
                        .putFields("path", string(path))
                        .build());
    }

    @SuppressWarnings("CheckReturnValue")
    void log(LogSeverity severity, String message) {
        EngineGrpc.newBlockingStub(channel)
                .log(LogRequest.newBuilder().setSeverity(severity).setMessage(message).build());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
