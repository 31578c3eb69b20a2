package com.ieltsaiprep.infra;

import com.ieltsaiprep.infra.api.ApiLogging;
import com.ieltsaiprep.infra.api.FunctionEnvironment;
import com.ieltsaiprep.infra.api.FunctionKind;
import com.ieltsaiprep.infra.api.RegionalFunctions;
import com.ieltsaiprep.infra.api.RegionalRestApi;
import com.ieltsaiprep.infra.cache.CacheOutputs;
import com.ieltsaiprep.infra.cache.RegionalCache;
import com.ieltsaiprep.infra.data.ProductTable;
import com.ieltsaiprep.infra.data.ReplicatedTables;
import com.ieltsaiprep.infra.dns.ApiDomain;
import com.ieltsaiprep.infra.dns.DnsZone;
import com.ieltsaiprep.infra.dns.DomainCertificates;
import com.ieltsaiprep.infra.gateway.GatewayArtifact;
import com.ieltsaiprep.infra.gateway.GatewayNetwork;
import com.ieltsaiprep.infra.gateway.StreamingGateway;
import com.ieltsaiprep.infra.mail.MailIdentity;
import com.ieltsaiprep.infra.network.NetworkOutputs;
import com.ieltsaiprep.infra.network.RegionalNetwork;
import com.ieltsaiprep.infra.observe.AlarmTopic;
import com.ieltsaiprep.infra.observe.Dashboards;
import com.ieltsaiprep.infra.observe.GatewayAlarms;
import com.ieltsaiprep.infra.observe.InvocationLoggingOff;
import com.ieltsaiprep.infra.observe.MonitoredRegion;
import com.ieltsaiprep.infra.observe.MonthlyBudget;
import com.ieltsaiprep.infra.observe.RegionAlarms;
import com.ieltsaiprep.infra.security.AccountArns;
import com.ieltsaiprep.infra.web.SiteFiles;
import com.ieltsaiprep.infra.web.StaticSite;
import com.pulumi.Context;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.route53.Route53Functions;
import com.pulumi.aws.route53.inputs.GetZoneArgs;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResourceOptions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The whole system: its components and what they give each other. */
final class Platform {
    /** OpenAPI document of the project, relative to the Pulumi project. */
    private static final Path API_DOCUMENT = Path.of("../docs/openapi.yaml");

    private final StackSettings settings;
    private final Names names;
    private final AwsProviders providers;
    private final BuiltPackages packages;
    private final YamlDocument apiDocument = YamlDocument.read(API_DOCUMENT);
    private final Output<String> account;
    private final DnsZone zone;
    private final DomainCertificates certificates;
    private final ReplicatedTables tables;
    private final List<MonitoredRegion> monitored = new ArrayList<>();
    private Optional<Output<String>> migrated = Optional.empty();
    private Optional<StreamingGateway> gateway = Optional.empty();

    private Platform(StackSettings settings) {
        this.settings = settings;
        names = new Names(settings.stage());
        providers = new AwsProviders(settings.stage());
        packages = BuiltPackages.read(settings.packages());
        InvokeOptions home =
                InvokeOptions.builder().provider(providers.of(AwsRegion.VIRGINIA)).build();
        account =
                AwsFunctions.getCallerIdentity(GetCallerIdentityArgs.Empty, home)
                        .applyValue(identity -> identity.accountId());
        zone = zone(home);
        certificates = new DomainCertificates(zone, providers.all());
        tables = new ReplicatedTables(names, settings.isDataProtected(), in(AwsRegion.VIRGINIA));
    }

    /** Registers all resources of the stack. */
    static void define(Context context) {
        Platform platform = new Platform(StackSettings.read(context));
        // The home region first: its migrations come before any other function's new version.
        for (AwsRegion region : AwsRegion.values()) {
            platform.region(region);
        }
        platform.observe();
        context.export("stage", Output.of(platform.settings.stage()));
        context.export("domain", Output.of(platform.settings.domain()));
    }

    /**
     * Returns the hosted zone of the domain, which must exist, with the registrar's delegation to
     * it: in a zone that this stack creates the certificates could not be validated.
     */
    private DnsZone zone(InvokeOptions home) {
        Output<String> id =
                Route53Functions.getZone(
                                GetZoneArgs.builder()
                                        .name(settings.domain())
                                        .privateZone(false)
                                        .build(),
                                home)
                        .applyValue(found -> found.zoneId());
        return new DnsZone(id, settings.domain());
    }

    private void region(AwsRegion region) {
        ComponentResourceOptions here = in(region);
        NetworkOutputs network =
                new RegionalNetwork(region, settings.natGateways(), here).outputs();
        CacheOutputs cache =
                new RegionalCache(
                                names,
                                region,
                                network,
                                settings.cache(),
                                settings.redisToken(),
                                here)
                        .outputs();
        new MailIdentity(
                "mail-" + region.code(),
                new MailIdentity.Inputs(names, region, settings.domain(), zone.zoneId()),
                here);
        api(region, network, cache, here);
        if (region == AwsRegion.VIRGINIA) {
            streaming(network, cache, here);
        }
    }

    private void api(
            AwsRegion region,
            NetworkOutputs network,
            CacheOutputs cache,
            ComponentResourceOptions here) {
        RegionalFunctions functions = functions(region, network, cache, here);
        migrated = Optional.of(functions.migrated());
        RegionalRestApi api =
                new RegionalRestApi(
                        new RegionalRestApi.Inputs(
                                names,
                                region,
                                settings.stage(),
                                apiDocument,
                                settings.api().origins().get(0),
                                functions.aliases(),
                                settings.api().logRetentionDays(),
                                new ApiLogging(names, region, here).account()),
                        here);
        new ApiDomain(
                new ApiDomain.Inputs(
                        region,
                        zone,
                        api.stage(),
                        certificates.arn(region),
                        settings.api().healthCheckSeconds()),
                here);
        monitored.add(monitored(region, api, cache));
    }

    private RegionalFunctions functions(
            AwsRegion region,
            NetworkOutputs network,
            CacheOutputs cache,
            ComponentResourceOptions here) {
        return new RegionalFunctions(
                new RegionalFunctions.Inputs(
                        region,
                        new FunctionEnvironment.Stack(
                                settings.stage(),
                                names,
                                settings.domain(),
                                settings.api(),
                                account.applyValue(id -> new AccountArns(id, names))),
                        packages,
                        network,
                        cache,
                        tables.ready(),
                        settings.migrationsAgain(),
                        migrated),
                here);
    }

    private MonitoredRegion monitored(AwsRegion region, RegionalRestApi api, CacheOutputs cache) {
        SortedMap<String, String> functions = new TreeMap<>();
        for (FunctionKind kind : FunctionKind.values()) {
            if (kind != FunctionKind.MIGRATE || region == AwsRegion.VIRGINIA) {
                functions.put(kind.slug(), names.of(kind.slug()));
            }
        }
        return new MonitoredRegion(
                region,
                functions,
                api.apiName(),
                settings.stage(),
                Arrays.stream(ProductTable.values())
                        .map(table -> names.table(table.slug()))
                        .toList(),
                // ElastiCache numbers the nodes of a group.
                cache.clusterId().applyValue(group -> group + "-001"));
    }

    private void streaming(
            NetworkOutputs network, CacheOutputs cache, ComponentResourceOptions home) {
        HostedDomain domain =
                new HostedDomain(
                        settings.domain(), zone.zoneId(), certificates.arn(AwsRegion.VIRGINIA));
        BuiltPackages.Artifact artifact = packages.gateway();
        gateway =
                Optional.of(
                        new StreamingGateway(
                                "gateway",
                                new StreamingGateway.Inputs(
                                        names,
                                        settings.gateway(),
                                        new GatewayNetwork(
                                                network.vpcId(),
                                                network.publicSubnetIds(),
                                                network.privateSubnetIds(),
                                                cache.securityGroupId()),
                                        new GatewayArtifact(artifact.file(), artifact.sha256()),
                                        domain,
                                        cache.url(),
                                        account),
                                home));
        new StaticSite(
                "web",
                new StaticSite.Inputs(
                        names,
                        domain,
                        new SiteFiles(packages.webFolder(), packages.webFiles()),
                        settings.appLinks(),
                        apiUrls(),
                        zone.host("streaming-us")),
                home);
    }

    private void observe() {
        for (MonitoredRegion region : monitored) {
            observe(region);
        }
        StreamingGateway streaming = gateway.orElseThrow();
        new Dashboards(
                "dashboards",
                new Dashboards.Inputs(
                        settings.stage(),
                        monitored,
                        streaming.group(),
                        streaming.balancerDimension()),
                in(AwsRegion.VIRGINIA));
    }

    private void observe(MonitoredRegion monitoredRegion) {
        AwsRegion region = monitoredRegion.region();
        ComponentResourceOptions here = in(region);
        Output<String> topic =
                new AlarmTopic(
                                "alarms-" + region.code(),
                                new AlarmTopic.Inputs(
                                        names.of("alarms"), settings.alarms().email(), account),
                                here)
                        .arn();
        new RegionAlarms(
                "alarms-api-" + region.code(), settings.stage(), monitoredRegion, topic, here);
        new InvocationLoggingOff("no-invocation-log-" + region.code(), names, region.code(), here);
        if (region == AwsRegion.VIRGINIA) {
            observeHome(topic, here);
        }
    }

    private void observeHome(Output<String> topic, ComponentResourceOptions home) {
        StreamingGateway streaming = gateway.orElseThrow();
        new GatewayAlarms(
                "alarms-gateway",
                new GatewayAlarms.Inputs(
                        settings.stage(),
                        streaming.group(),
                        streaming.logGroup(),
                        streaming.balancerDimension(),
                        streaming.targetGroupDimension(),
                        streaming.keyRotationArn(),
                        topic),
                home);
        new MonthlyBudget(
                "budget",
                new MonthlyBudget.Inputs(
                        names, settings.stage(), settings.alarms().monthlyBudgetUsd(), topic),
                home);
    }

    private SortedMap<String, String> apiUrls() {
        SortedMap<String, String> urls = new TreeMap<>();
        for (AwsRegion region : AwsRegion.values()) {
            urls.put(region.awsName(), "https://" + zone.host("api-" + region.code()));
        }
        return urls;
    }

    private ComponentResourceOptions in(AwsRegion region) {
        return ComponentResourceOptions.builder().providers(providers.of(region)).build();
    }
}
