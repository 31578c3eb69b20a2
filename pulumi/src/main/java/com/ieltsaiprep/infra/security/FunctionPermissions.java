package com.ieltsaiprep.infra.security;

import static com.ieltsaiprep.infra.data.ProductTable.ASSESSMENTS;
import static com.ieltsaiprep.infra.data.ProductTable.PURCHASES;
import static com.ieltsaiprep.infra.data.ProductTable.QR_TOKENS;
import static com.ieltsaiprep.infra.data.ProductTable.SESSIONS;
import static com.ieltsaiprep.infra.data.ProductTable.USERS;

import com.ieltsaiprep.infra.AwsRegion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Permissions of the functions: the statements of each function's role in a region. A table's
 * actions are those that the code calls; within a transaction DynamoDB checks the single actions.
 */
public final class FunctionPermissions {
    private static final List<String> NETWORK_INTERFACES =
            List.of(
                    "ec2:CreateNetworkInterface",
                    "ec2:DeleteNetworkInterface",
                    "ec2:AssignPrivateIpAddresses",
                    "ec2:UnassignPrivateIpAddresses");
    private static final List<String> NETWORK_DESCRIPTIONS =
            List.of("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets");

    private final AccountArns arns;
    private final AwsRegion region;
    private final String mailDomain;
    private final MarkingModels models;

    /**
     * Creates the permissions of a region's functions.
     *
     * @param mailDomain identity that sends e-mail
     */
    public FunctionPermissions(
            AccountArns arns, AwsRegion region, String mailDomain, MarkingModels models) {
        this.arns = arns;
        this.region = region;
        this.mailDomain = mailDomain;
        this.models = models;
    }

    /** Returns the statements of function {@code auth}. */
    public List<IamStatement> auth() {
        List<IamStatement> statements = new ArrayList<>(base("auth"));
        statements.addAll(network("auth"));
        statements.addAll(accountTables());
        statements.add(TableAccess.all(SESSIONS, "Query").indexStatement(arns, region));
        statements.add(
                IamStatement.allow(
                                "SendEmail",
                                List.of("ses:SendEmail"),
                                List.of(
                                        arns.mailIdentity(mailDomain, region),
                                        // The identity's default configuration set.
                                        arns.mailConfiguration(region)))
                        .when("StringEquals", "ses:FromAddress", "no-reply@" + mailDomain));
        // Only us-east-1 reaches the Redis of the gateway.
        statements.add(
                IamStatement.allow(
                        "EndConversations",
                        List.of("lambda:InvokeFunction"),
                        List.of(arns.liveAlias("speech", AwsRegion.VIRGINIA))));
        return statements;
    }

    private List<IamStatement> accountTables() {
        return tables(
                TableAccess.home(
                        USERS,
                        "GetItem",
                        "BatchGetItem",
                        "PutItem",
                        "UpdateItem",
                        "DeleteItem",
                        "ConditionCheckItem"),
                TableAccess.own(USERS, "GetItem", "BatchGetItem"),
                TableAccess.home(PURCHASES, "BatchGetItem", "Query", "BatchWriteItem"),
                TableAccess.own(PURCHASES, "BatchGetItem", "Query"),
                TableAccess.all(
                        SESSIONS,
                        "GetItem",
                        "PutItem",
                        "UpdateItem",
                        "DeleteItem",
                        "BatchWriteItem"),
                TableAccess.own(QR_TOKENS, "PutItem"),
                TableAccess.all(QR_TOKENS, "GetItem", "UpdateItem"),
                TableAccess.all(ASSESSMENTS, "Query", "BatchWriteItem"));
    }

    /** Returns the statements of function {@code writing}. */
    public List<IamStatement> writing() {
        List<IamStatement> statements = new ArrayList<>(base("writing"));
        statements.addAll(network("writing"));
        statements.addAll(
                tables(
                        TableAccess.home(USERS, "GetItem", "ConditionCheckItem"),
                        TableAccess.own(USERS, "GetItem"),
                        TableAccess.home(PURCHASES, "GetItem", "PutItem", "UpdateItem"),
                        TableAccess.all(SESSIONS, "GetItem"),
                        TableAccess.own(SESSIONS, "UpdateItem"),
                        TableAccess.all(
                                ASSESSMENTS, "GetItem", "PutItem", "UpdateItem", "DeleteItem"),
                        TableAccess.own(ASSESSMENTS, "Query")));
        statements.add(
                IamStatement.allow(
                        "ContinueMarking",
                        List.of("lambda:InvokeFunction"),
                        List.of(arns.liveAlias("writing", region))));
        models.all().forEach(model -> statements.addAll(model(model)));
        return statements;
    }

    /** Returns the statements of function {@code speech}. */
    public List<IamStatement> speech() {
        List<IamStatement> statements = new ArrayList<>(base("speech"));
        if (region != AwsRegion.VIRGINIA) {
            // It only answers that another region issues tickets.
            return statements;
        }
        statements.addAll(network("speech"));
        statements.addAll(
                tables(
                        TableAccess.home(USERS, "GetItem", "ConditionCheckItem"),
                        TableAccess.home(PURCHASES, "GetItem", "PutItem", "UpdateItem"),
                        TableAccess.all(SESSIONS, "GetItem"),
                        TableAccess.own(SESSIONS, "UpdateItem")));
        return statements;
    }

    /** Returns the statements of function {@code migrate}, which runs in the home region only. */
    public List<IamStatement> migrate() {
        List<IamStatement> statements = new ArrayList<>(base("migrate"));
        statements.addAll(tables(TableAccess.home(USERS, "GetItem", "PutItem", "UpdateItem")));
        return statements;
    }

    private List<IamStatement> tables(TableAccess... accesses) {
        return Stream.of(accesses).map(it -> it.statement(arns, region)).toList();
    }

    private List<IamStatement> base(String function) {
        return List.of(
                IamStatement.allow(
                        "OwnLog",
                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                        List.of(arns.logStreams(function, region))),
                // X-Ray has no resources to name.
                IamStatement.allow(
                        "Traces",
                        List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
                        List.of("*")));
    }

    /**
     * Returns the statements with which Lambda attaches the function to its VPC. They are needed by
     * the service only, so they are denied to the code of the function. Descriptions have no
     * resources to name, and Lambda's documentation requires that the others name all.
     */
    private List<IamStatement> network(String function) {
        List<String> all =
                Stream.concat(NETWORK_INTERFACES.stream(), NETWORK_DESCRIPTIONS.stream()).toList();
        return List.of(
                IamStatement.allow(
                        "AttachToNetwork",
                        NETWORK_INTERFACES,
                        List.of(arns.networkResources(region))),
                IamStatement.allow("DescribeNetwork", NETWORK_DESCRIPTIONS, List.of("*")),
                IamStatement.deny("NoNetworkFromCode", all, List.of("*"))
                        .when(
                                "ArnEquals",
                                "lambda:SourceFunctionArn",
                                arns.function(function, region)));
    }

    /**
     * Returns the statements for a model: its profile, and the model itself by this profile only.
     */
    private List<IamStatement> model(String model) {
        String profile = arns.inferenceProfile(MarkingModels.profile(model, region), region);
        String sid = "Model" + model.replaceAll("[^A-Za-z0-9]", "");
        return List.of(
                IamStatement.allow(
                        sid + "Profile", List.of("bedrock:InvokeModel"), List.of(profile)),
                IamStatement.allow(
                                sid,
                                List.of("bedrock:InvokeModel"),
                                MarkingModels.destinations(region).stream()
                                        .map(
                                                destination ->
                                                        "arn:aws:bedrock:"
                                                                + destination
                                                                + "::foundation-model/"
                                                                + model)
                                        .toList())
                        .when("StringEquals", "bedrock:InferenceProfileArn", profile));
    }
}
