/** DynamoDB access: regional clients, conditional writes, transactions and fault mapping. */
@NullMarked
package com.ieltsaiprep.api.platform.dynamo;

import org.jspecify.annotations.NullMarked;
