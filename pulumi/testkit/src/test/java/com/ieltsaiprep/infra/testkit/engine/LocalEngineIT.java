package com.ieltsaiprep.infra.testkit.engine;

import static com.ieltsaiprep.infra.testkit.engine.MonitorClient.file;
import static com.ieltsaiprep.infra.testkit.engine.MonitorClient.function;
import static com.ieltsaiprep.infra.testkit.engine.MonitorClient.properties;
import static com.ieltsaiprep.infra.testkit.engine.MonitorClient.resource;
import static com.ieltsaiprep.infra.testkit.engine.MonitorClient.secret;
import static com.ieltsaiprep.infra.testkit.wire.WireValues.string;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import pulumirpc.EngineOuterClass.LogSeverity;
import pulumirpc.Resource.ReadResourceRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Refusals and answers of the engine, over gRPC. */
class LocalEngineIT {
    private static final String TABLE = "aws:dynamodb/table:Table";
    private static final String FUNCTION = "aws:lambda/function:Function";
    private static final String SECRET = "correct-horse-battery";

    @TempDir private Path folder;
    private LocalEngine engine;
    private MonitorClient client;
    private String provider;

    @BeforeEach
    void start() {
        start(false);
    }

    private void start(boolean preview) {
        engine =
                LocalEngine.start(
                        new EngineOptions(
                                "project",
                                "dev",
                                folder,
                                preview,
                                Set.of(SECRET),
                                Optional.empty()));
        client = new MonitorClient(engine.address());
        provider = client.registerProvider();
    }

    @AfterEach
    void stop() {
        client.close();
        engine.close();
    }

    @Test
    void refusesASecondResourceOfOneNameAndType() {
        register(table("users"));

        assertRefused(table("users"), "duplicate resource urn:pulumi:dev::project::" + TABLE);
    }

    @Test
    void refusesOneNameInTwoComponentsOfOneType() {
        register(table("users").setParent(component("ielts:data:Tables", "us")));

        // The URN has the types of the parents, and not their names.
        assertRefused(
                table("users").setParent(component("ielts:data:Tables", "eu")),
                "duplicate resource");
        assertThat(register(table("users").setParent(component("ielts:api:Api", "us"))).getUrn())
                .isEqualTo("urn:pulumi:dev::project::ielts:api:Api$" + TABLE + "::users");
    }

    @Test
    void refusesANameThatIsTakenInItsRegion() {
        register(table("first", "name", string("users-dev")));

        assertRefused(
                table("second", "name", string("users-dev")),
                "its name in AWS is that of urn:pulumi:dev::project::" + TABLE + "::first");
    }

    @Test
    void refusesTheDefaultProvider() {
        assertRefused(table("users").clearProvider(), "default provider");
        assertRefused(
                function("aws:index/getRegion:getRegion", Struct.getDefaultInstance()),
                "default provider");
    }

    @Test
    void refusesAProviderThatIsNotRegistered() {
        assertRefused(
                table("users").setProvider("urn:pulumi:dev::project::pulumi:providers:aws::x::id"),
                "is not registered");
    }

    @Test
    void refusesAProviderWithoutAPinnedVersion() {
        assertRefused(
                resource("pulumi:providers:aws", "aws-us", properties("region", "us-east-1")),
                "pins no version");
    }

    @Test
    void refusesParentsAndDependenciesThatAreNotRegistered() {
        String missing = "urn:pulumi:dev::project::ielts:data:Tables::missing";

        assertRefused(table("users").setParent(missing), "parent " + missing);
        assertRefused(table("users").addDependencies(missing), "dependency " + missing);
    }

    @Test
    void refusesUnknownTypes() {
        assertRefused(
                resource("aws:dynamodb/tables:Tables", "users", Struct.getDefaultInstance()),
                "unknown type aws:dynamodb/tables:Tables");
        assertRefused(
                resource(
                        "random:index/randomString:RandomString", "x", Struct.getDefaultInstance()),
                "unknown type random:");
    }

    @Test
    void refusesUnknownPropertiesInNestedObjectsToo() {
        assertRefused(table("users", "billing", string("x")), "billing: unknown property");
        assertRefused(
                table("users", "pointInTimeRecovery", object("enable", bool())),
                "pointInTimeRecovery.enable: unknown property");
    }

    @Test
    void refusesWrongTypesInNestedObjectsToo() {
        assertRefused(
                table("users", "readCapacity", string("5")),
                "readCapacity: expected an integer, got a string");
        assertRefused(
                table("users", "pointInTimeRecovery", object("enabled", string("true"))),
                "pointInTimeRecovery.enabled: expected a boolean, got a string");
        assertRefused(
                table("users", "attributes", list(object("name", bool()))),
                "attributes[0].name: expected a string, got a boolean");
    }

    @Test
    void refusesMissingRequiredProperties() {
        assertRefused(
                resource(FUNCTION, "auth", properties("handler", "x")),
                "role: required property is missing");
        assertRefused(
                table("users", "pointInTimeRecovery", object("recoveryPeriodInDays", number(7))),
                "pointInTimeRecovery.enabled: required property is missing");
    }

    @Test
    void refusesArchivesAndAssetsThatDoNotExist() throws Exception {
        Files.writeString(folder.resolve("present.zip"), "x");

        assertRefused(
                lambda("code", file(WireValues.ARCHIVE, "absent.zip")),
                "code: archive absent.zip does not exist");
        assertRefused(
                resource(
                        "aws:s3/bucketObjectv2:BucketObjectv2",
                        "page",
                        properties("bucket", "b").toBuilder()
                                .putFields("source", file(WireValues.ASSET, "absent.html"))
                                .build()),
                "source: asset absent.html does not exist");
        register(lambda("code", file(WireValues.ARCHIVE, "present.zip")));
    }

    @Test
    void refusesOutputsAndObjectsAsStrings() {
        assertRefused(
                table("users", "name", string("Calling 'toString' on an 'Output<T>' is not")),
                "name: toString of an Output");
        assertRefused(
                table("users", "name", string("x-com.pulumi.core.internal.OutputInternal@1b2c3d")),
                "name: toString of an object");
        assertRefused(table("users", "name", string("Optional[x]")), "name: toString of an object");
    }

    @Test
    void refusesSecretsInPlaintextAndInBase64() {
        assertRefused(lambda("description", string("x" + SECRET)), "description: plaintext");
        String encoded =
                Base64.getEncoder()
                        .encodeToString(("key=" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertRefused(lambda("description", string(encoded)), "description: plaintext");
        register(lambda("description", secret(SECRET)));
    }

    @Test
    void refusesWhatTheNextVersionOfTheProviderHasNot() {
        assertRefused(
                resource(
                        "aws:opsworks/permission:Permission",
                        "x",
                        properties("stackId", "1").toBuilder()
                                .putFields("userArn", string("2"))
                                .build()),
                "version 7 of the provider has no aws:opsworks/permission:Permission");
        assertRefused(
                resource("aws:ec2/eip:Eip", "x", properties("vpc", bool())),
                "vpc: version 7 of the provider: removed, use domain");
        assertRefused(
                function("aws:ec2/getAmi:getAmi", properties("mostRecent", bool()))
                        .setProvider(provider),
                "mostRecent: version 7 of the provider: demands owners");
    }

    @Test
    void refusesFunctionsThatAreUnknownOrHaveNoResult() {
        assertRefused(
                function("aws:ec2/getAmy:getAmy", Struct.getDefaultInstance()),
                "aws:ec2/getAmy:getAmy: unknown function");
        assertRefused(
                function("aws:ec2/getEips:getEips", Struct.getDefaultInstance())
                        .setProvider(provider),
                "no result for this function");
        assertRefused(
                function("aws:ec2/getAmi:getAmi", properties("newest", bool()))
                        .setProvider(provider),
                "newest: unknown property");
    }

    @Test
    void refusesWhatItDoesNotSupport() {
        assertRefused(
                () ->
                        client.monitor()
                                .readResource(
                                        ReadResourceRequest.newBuilder()
                                                .setType(TABLE)
                                                .setName("users")
                                                .build()),
                TABLE + " users is read");
    }

    @Test
    void answersFunctionsInTheRegionOfTheirProvider() {
        Struct result =
                client.monitor()
                        .invoke(
                                function(
                                                "aws:index/getAvailabilityZones:getAvailabilityZones",
                                                Struct.getDefaultInstance())
                                        .setProvider(provider)
                                        .build())
                        .getReturn();

        assertThat(result.getFieldsOrThrow("names").getListValue().getValues(0).getStringValue())
                .isEqualTo("eu-west-1a");
    }

    @Test
    void makesUpWhatAwsWouldCompute() {
        RegisterResourceResponse table = register(table("users", "name", string("users-dev")));

        assertThat(table.getId()).isEqualTo("users-dev");
        assertThat(table.getObject().getFieldsOrThrow("arn").getStringValue())
                .isEqualTo("arn:aws:dynamodb:eu-west-1:123456789012:table/users-dev");
    }

    @Test
    void knowsNoComputedPropertyInAPreview() {
        stop();
        start(true);

        RegisterResourceResponse table = register(table("users", "name", string("users-dev")));

        assertThat(table.getId()).isEmpty();
        assertThat(WireValues.isUnknown(table.getObject().getFieldsOrThrow("arn"))).isTrue();
        assertThat(table.getObject().getFieldsOrThrow("name").getStringValue())
                .isEqualTo("users-dev");
    }

    @Test
    void keepsNoDebugMessageAndNoSecretOfTheLog() {
        client.log(LogSeverity.DEBUG, "request with everything");
        client.log(LogSeverity.WARNING, "cannot use " + SECRET);

        assertThat(engine.log()).containsExactly("WARNING cannot use [secret]");
    }

    private RegisterResourceResponse register(RegisterResourceRequest.Builder request) {
        return client.monitor().registerResource(withProvider(request));
    }

    private String component(String type, String name) {
        return client.monitor()
                .registerResource(
                        RegisterResourceRequest.newBuilder().setType(type).setName(name).build())
                .getUrn();
    }

    private void assertRefused(RegisterResourceRequest.Builder request, String message) {
        assertRefused(() -> client.monitor().registerResource(request.build()), message);
    }

    private void assertRefused(ResourceInvokeRequest.Builder request, String message) {
        assertRefused(() -> client.monitor().invoke(request.build()), message);
    }

    private void assertRefused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(
                        it ->
                                assertThat(it.getStatus().getCode())
                                        .isEqualTo(Status.Code.INVALID_ARGUMENT));
        assertThat(engine.refusals().getLast()).contains(message);
    }

    private RegisterResourceRequest withProvider(RegisterResourceRequest.Builder request) {
        return request.getProvider().isEmpty()
                ? request.setProvider(provider).build()
                : request.build();
    }

    private RegisterResourceRequest.Builder table(String name) {
        return resource(TABLE, name, Struct.getDefaultInstance()).setProvider(provider);
    }

    private RegisterResourceRequest.Builder table(String name, String property, Value value) {
        return resource(TABLE, name, properties(property, value)).setProvider(provider);
    }

    private RegisterResourceRequest.Builder lambda(String property, Value value) {
        return resource(
                        FUNCTION,
                        "auth",
                        properties("role", "arn:aws:iam::123456789012:role/auth").toBuilder()
                                .putFields(property, value)
                                .build())
                .setProvider(provider);
    }

    private static Value object(String name, Value value) {
        return WireValues.object(properties(name, value));
    }

    private static Value bool() {
        return Value.newBuilder().setBoolValue(true).build();
    }

    private static Value number(double value) {
        return Value.newBuilder().setNumberValue(value).build();
    }

    private static Value list(Value value) {
        return Value.newBuilder().setListValue(ListValue.newBuilder().addValues(value)).build();
    }
}
