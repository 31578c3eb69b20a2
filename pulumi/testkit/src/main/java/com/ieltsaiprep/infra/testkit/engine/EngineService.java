package com.ieltsaiprep.infra.testkit.engine;

import com.google.protobuf.Empty;

import io.grpc.stub.StreamObserver;

import pulumirpc.EngineGrpc;
import pulumirpc.EngineOuterClass.GetRootResourceRequest;
import pulumirpc.EngineOuterClass.GetRootResourceResponse;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionRequest;
import pulumirpc.EngineOuterClass.RequirePulumiVersionResponse;
import pulumirpc.EngineOuterClass.SetRootResourceRequest;
import pulumirpc.EngineOuterClass.SetRootResourceResponse;

/** Engine service: takes the program's log and holds the URN of its stack. */
final class EngineService extends EngineGrpc.EngineImplBase {
    private final EngineLog log;
    private volatile String root = "";

    EngineService(EngineLog log) {
        this.log = log;
    }

    @Override
    public void log(LogRequest request, StreamObserver<Empty> observer) {
        log.add(request);
        answer(observer, Empty.getDefaultInstance());
    }

    @Override
    public void getRootResource(
            GetRootResourceRequest request, StreamObserver<GetRootResourceResponse> observer) {
        answer(observer, GetRootResourceResponse.newBuilder().setUrn(root).build());
    }

    @Override
    public void setRootResource(
            SetRootResourceRequest request, StreamObserver<SetRootResourceResponse> observer) {
        root = request.getUrn();
        answer(observer, SetRootResourceResponse.getDefaultInstance());
    }

    @Override
    public void requirePulumiVersion(
            RequirePulumiVersionRequest request,
            StreamObserver<RequirePulumiVersionResponse> observer) {
        answer(observer, RequirePulumiVersionResponse.getDefaultInstance());
    }

    private static <T> void answer(StreamObserver<T> observer, T response) {
        observer.onNext(response);
        observer.onCompleted();
    }
}
