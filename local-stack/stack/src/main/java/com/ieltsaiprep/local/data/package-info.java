/** DynamoDB stand-in: DynamoDB Local with replication between three regions. */
@NullMarked
package com.ieltsaiprep.local.data;

import org.jspecify.annotations.NullMarked;
