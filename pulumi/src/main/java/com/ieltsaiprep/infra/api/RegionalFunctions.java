package com.ieltsaiprep.infra.api;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.BuiltPackages;
import com.ieltsaiprep.infra.Names;
import com.ieltsaiprep.infra.cache.CacheOutputs;
import com.ieltsaiprep.infra.network.NetworkOutputs;
import com.ieltsaiprep.infra.security.AccountArns;
import com.ieltsaiprep.infra.security.FunctionPermissions;
import com.ieltsaiprep.infra.security.FunctionRole;
import com.ieltsaiprep.infra.security.IamStatement;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions of the API in a region, their roles, security group and warmer. */
public final class RegionalFunctions extends ComponentResource {
    private static final int HTTPS = 443;

    private final Inputs inputs;
    private final CustomResourceOptions child;
    private final FunctionVpcConfigArgs network;
    private final Map<FunctionKind, Alias> aliases = new EnumMap<>(FunctionKind.class);
    private final Output<String> migrated;

    /**
     * Inputs of the functions.
     *
     * @param tables tables, which must exist before the migrations
     * @param migrationsAgain another text repeats the migrations
     * @param migrated known when the migrations of the home region are done; empty in that region
     */
    public record Inputs(
            AwsRegion region,
            FunctionEnvironment.Stack stack,
            BuiltPackages packages,
            NetworkOutputs network,
            CacheOutputs cache,
            List<Resource> tables,
            String migrationsAgain,
            Optional<Output<String>> migrated) {}

    /**
     * Registers the functions; in the home region {@code migrate} first.
     *
     * @param options with the provider of the region
     */
    public RegionalFunctions(Inputs inputs, ComponentResourceOptions options) {
        super("ielts:api:RegionalFunctions", "functions-" + inputs.region().code(), options);
        this.inputs = inputs;
        child = CustomResourceOptions.builder().parent(this).build();
        network = network();
        migrated = inputs.migrated().orElseGet(this::migrate);
        for (FunctionKind kind : FunctionKind.values()) {
            if (kind.servesRequests()) {
                aliases.put(kind, function(kind, migrated).alias());
            }
        }
        new FunctionWarmer(names(), inputs.region(), aliases, child);
        registerOutputs(Map.of());
    }

    /** Returns the alias {@code live} of each function that serves requests. */
    public Map<FunctionKind, Alias> aliases() {
        return new EnumMap<>(aliases);
    }

    /** Returns a text that is known when the migrations are done. */
    public Output<String> migrated() {
        return migrated;
    }

    private Names names() {
        return inputs.stack().names();
    }

    private Output<String> migrate() {
        LiveFunction migrate =
                function(FunctionKind.MIGRATE, Output.of("Runs the schema migrations"));
        return new MigrationRun(migrate, inputs.migrationsAgain(), inputs.tables()).description();
    }

    private LiveFunction function(FunctionKind kind, Output<String> description) {
        AwsRegion region = inputs.region();
        ComponentResourceOptions options = ComponentResourceOptions.builder().parent(this).build();
        Output<String> policy =
                inputs.stack()
                        .arns()
                        .applyValue(arns -> IamStatement.policy(permissions(arns, kind)));
        ApiOptions api = inputs.stack().options();
        return new LiveFunction(
                new LiveFunction.Inputs(
                        names(),
                        kind,
                        region,
                        inputs.packages().function(kind.slug()),
                        new FunctionRole(names(), kind.slug(), region, policy, options),
                        new FunctionEnvironment(inputs.stack(), region).of(kind, inputs.cache()),
                        kind.needsNetwork(region) ? Optional.of(network) : Optional.empty(),
                        api.provisioned(kind, region),
                        api.logRetentionDays(),
                        description),
                options);
    }

    private List<IamStatement> permissions(AccountArns arns, FunctionKind kind) {
        FunctionPermissions permissions =
                new FunctionPermissions(
                        arns,
                        inputs.region(),
                        inputs.stack().domain(),
                        inputs.stack().options().models());
        return switch (kind) {
            case AUTH -> permissions.auth();
            case WRITING -> permissions.writing();
            case SPEECH -> permissions.speech();
            case MIGRATE -> permissions.migrate();
        };
    }

    /** Functions send to AWS's services and to the cache; nothing connects to them. */
    private FunctionVpcConfigArgs network() {
        String name = inputs.region().code() + "-functions";
        SecurityGroup group =
                new SecurityGroup(
                        name,
                        SecurityGroupArgs.builder()
                                .vpcId(inputs.network().vpcId())
                                .description("Functions of the API")
                                .tags(Map.of("Name", "ielts-" + name))
                                .build(),
                        child);
        rules(name, group.id());
        return FunctionVpcConfigArgs.builder()
                .subnetIds(Output.all(inputs.network().privateSubnetIds()))
                .securityGroupIds(group.id().applyValue(List::of))
                .build();
    }

    private void rules(String name, Output<String> group) {
        Output<String> cache = inputs.cache().securityGroupId();
        new SecurityGroupEgressRule(
                name + "-https",
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(group)
                        .description("AWS services")
                        .cidrIpv4("0.0.0.0/0")
                        .ipProtocol("tcp")
                        .fromPort(HTTPS)
                        .toPort(HTTPS)
                        .build(),
                child);
        new SecurityGroupEgressRule(
                name + "-cache",
                SecurityGroupEgressRuleArgs.builder()
                        .securityGroupId(group)
                        .description("Cache")
                        .referencedSecurityGroupId(cache)
                        .ipProtocol("tcp")
                        .fromPort(CacheOutputs.PORT)
                        .toPort(CacheOutputs.PORT)
                        .build(),
                child);
        new SecurityGroupIngressRule(
                name + "-cache",
                SecurityGroupIngressRuleArgs.builder()
                        .securityGroupId(cache)
                        .description("Functions of the API")
                        .referencedSecurityGroupId(group)
                        .ipProtocol("tcp")
                        .fromPort(CacheOutputs.PORT)
                        .toPort(CacheOutputs.PORT)
                        .build(),
                child);
    }
}
