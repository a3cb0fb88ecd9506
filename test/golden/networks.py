"""Losses, gradients and Hessian-vector products of small networks by PyTorch, in double precision, and losses of Adam in float32.

python3 networks.py > networks.json

Parameters, samples and directions are formulas of their index, rounded to float32, so that the file has results only.
"""

import json
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)
DOUBLE = torch.float64


def rounded(values):
    return np.asarray(values, dtype=np.float64).astype(np.float32).astype(np.float64)


def wave(count, frequency, phase):
    """sin(frequency·k² + phase), k = 0 … count − 1: unlike a sine of k it fills matrices of full rank."""
    k = np.arange(count, dtype=np.float64)
    return rounded(np.sin(frequency * (k * k) + phase))


def parameters_of(shapes):
    """Of s = sin(k²/2 + 1), k counted through all blocks: weights 2s/√n_in, biases s/5, scales 1 + s/5."""
    blocks, k = [], 0
    for kind, shape in shapes:
        size = int(np.prod(shape))
        index = np.arange(k, k + size, dtype=np.float64)
        sines = np.sin(0.5 * (index * index) + 1)
        k += size
        fan_in = int(np.prod(shape[1:])) if kind == "weight" else 1
        values = {"weight": 2 / np.sqrt(fan_in) * sines, "bias": sines / 5, "scale": 1 + sines / 5}[kind]
        blocks.append(torch.tensor(rounded(values).reshape(shape), dtype=DOUBLE, requires_grad=True))
    return blocks


def dense_shapes(widths):
    return [piece for n_in, n_out in zip(widths, widths[1:]) for piece in (("weight", (n_out, n_in)), ("bias", (n_out,)))]


ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "gelu": F.gelu, "sigmoid": torch.sigmoid, "sine": torch.sin}


def dense(parameters, inputs, activation):
    signal = inputs
    for layer in range(0, len(parameters), 2):
        signal = F.linear(signal, parameters[layer], parameters[layer + 1])
        if layer < len(parameters) - 2:
            signal = ACTIVATIONS[activation](signal)
    return signal


def square(outputs, targets):
    return ((outputs - targets) ** 2).mean()


def cross_entropy(outputs, targets):
    return -(targets * F.log_softmax(outputs, dim=1)).sum(dim=1).mean()


LOSSES = {"square": square, "cross-entropy": cross_entropy}


def samples(count, shape, outputs, loss):
    inputs = wave(count * int(np.prod(shape)), 1.7, 0.3).reshape(count, *shape)
    if loss == "square":
        targets = wave(count * outputs, 2.3, 0.9).reshape(count, outputs)
    else:
        targets = np.eye(outputs)[[(7 * row + 3) % outputs for row in range(count)]]
    return torch.tensor(inputs, dtype=DOUBLE), torch.tensor(targets, dtype=DOUBLE)


def residual_shapes(image, outputs, base):
    shapes = [("weight", (base, image[0], 3, 3)), ("scale", (base,)), ("bias", (base,))]
    channels = base
    for stage in range(4):
        to = base * 2**stage
        for block in range(2):
            come = channels if block == 0 else to
            shapes += [("weight", (to, come, 3, 3)), ("scale", (to,)), ("bias", (to,))]
            shapes += [("weight", (to, to, 3, 3)), ("scale", (to,)), ("bias", (to,))]
            if come != to:
                shapes += [("weight", (to, come, 1, 1)), ("scale", (to,)), ("bias", (to,))]
        channels = to
    return shapes + [("weight", (outputs, channels)), ("bias", (outputs,))]


def residual_network(parameters, images):
    blocks = iter(parameters)

    def conv_norm(signal, stride):
        weight, scale, shift = next(blocks), next(blocks), next(blocks)
        signal = F.conv2d(signal, weight, stride=stride, padding=weight.shape[2] // 2)
        return F.batch_norm(signal, None, None, scale, shift, training=True, eps=1e-5)

    signal = torch.relu(conv_norm(images, 1))
    for stage in range(4):
        for block in range(2):
            stride = 2 if stage > 0 and block == 0 else 1
            inner = conv_norm(torch.relu(conv_norm(signal, stride)), 1)
            beside = conv_norm(signal, stride) if inner.shape[1] != signal.shape[1] else signal
            signal = torch.relu(inner + beside)
    return F.linear(signal.mean(dim=(2, 3)), next(blocks), next(blocks))


def points(count, dimension, frequency):
    return torch.tensor(wave(count * dimension, frequency, 0.4).reshape(count, dimension), dtype=DOUBLE)


def galerkin_loss(case, parameters):
    inside = points(case["interior"], case["widths"][0], 1.3).requires_grad_(True)
    border = points(case["boundary"], case["widths"][0], 0.7)
    source = torch.tensor(wave(case["interior"], 0.8, 0.1), dtype=DOUBLE)
    values = torch.tensor(wave(case["boundary"], 1.1, 0.2), dtype=DOUBLE)
    u = dense(parameters, inside, case["activation"])[:, 0]
    (slope,) = torch.autograd.grad(u.sum(), inside, create_graph=True)
    curved = sum(
        torch.autograd.grad(slope[:, k].sum(), inside, create_graph=True)[0][:, k] for k in range(inside.shape[1])
    )
    advection = torch.tensor(case["advection"], dtype=DOUBLE)
    residual = -case["diffusion"] * curved + slope @ advection + case["reaction"] * u - source
    return (residual**2).mean() + ((dense(parameters, border, case["activation"])[:, 0] - values) ** 2).mean()


def differentiate(loss, parameters):
    gradient = torch.autograd.grad(loss, parameters, create_graph=True)
    size = sum(block.numel() for block in parameters)
    flat_direction = torch.tensor(wave(size, 0.9, 0.2), dtype=DOUBLE)
    directions, k = [], 0
    for block in parameters:
        directions.append(flat_direction[k : k + block.numel()].reshape(block.shape))
        k += block.numel()
    slope = sum((part * direction).sum() for part, direction in zip(gradient, directions))
    product = torch.autograd.grad(slope, parameters)
    join = lambda blocks: torch.cat([block.detach().reshape(-1) for block in blocks])
    return join(gradient), join(product)


def kept(vector, every):
    return [float(f"{value:.12g}") for value in vector[::every].tolist()]


def result(loss, parameters, every=1):
    gradient, product = differentiate(loss, parameters)
    return {
        "value": loss.item(),
        "every": every,
        "gradient": kept(gradient, every),
        "gradientNorm": gradient.norm().item(),
        "product": kept(product, every),
        "productNorm": product.norm().item(),
    }


def dense_case(widths, activation, loss, count):
    parameters = parameters_of(dense_shapes(widths))
    inputs, targets = samples(count, (widths[0],), widths[-1], loss)
    case = {"kind": "dense", "widths": widths, "activation": activation, "loss": loss, "samples": count}
    return {**case, **result(LOSSES[loss](dense(parameters, inputs, activation), targets), parameters)}


def residual_case(image, outputs, width_factor, loss, count):
    parameters = parameters_of(residual_shapes(image, outputs, round(64 * width_factor)))
    inputs, targets = samples(count, image, outputs, loss)
    case = {"kind": "resnet18", "image": image, "outputs": outputs, "widthFactor": width_factor, "loss": loss, "samples": count}
    return {**case, **result(LOSSES[loss](residual_network(parameters, inputs), targets), parameters, every=17)}


def galerkin_case(widths, activation, operator):
    parameters = parameters_of(dense_shapes(widths))
    case = {"kind": "galerkin", "widths": widths, "activation": activation, "interior": 20, "boundary": 15, **operator}
    return {**case, **result(galerkin_loss(case, parameters), parameters)}


def adam_case(widths, activation, count, lr):
    start = parameters_of(dense_shapes(widths))
    parameters = [block.detach().to(torch.float32).requires_grad_(True) for block in start]
    inputs, targets = (block.to(torch.float32) for block in samples(count, (widths[0],), widths[-1], "square"))
    optimizer = torch.optim.Adam(parameters, lr=lr)
    losses = []
    for _ in range(101):
        optimizer.zero_grad()
        loss = square(dense(parameters, inputs, activation), targets)
        loss.backward()
        losses.append(loss.item())
        optimizer.step()
    case = {"widths": widths, "activation": activation, "loss": "square", "samples": count, "lr": lr}
    return {**case, "losses": losses}


def main():
    names = ["relu", "tanh", "gelu", "sigmoid", "sine"]
    cases = [dense_case([4, 7, 6, 2], name, "square", 25) for name in names]
    cases += [dense_case([4, 7, 6, 3], name, "cross-entropy", 25) for name in names]
    cases += [dense_case([3, 1], "tanh", "square", 9)]
    cases += [residual_case([2, 8, 8], 3, 1 / 32, loss, 12) for loss in ["cross-entropy", "square"]]
    cases += [residual_case([1, 7, 9], 2, 1 / 64, "square", 10)]
    poisson = {"diffusion": 1, "advection": [0, 0], "reaction": 0}
    transport = {"diffusion": 0.5, "advection": [1, -2, 0.25], "reaction": 1.5}
    cases += [galerkin_case([2, 6, 5, 6, 1], name, poisson) for name in ["gelu", "tanh", "sigmoid", "sine"]]
    cases += [galerkin_case([3, 8, 8, 1], name, transport) for name in ["tanh", "gelu"]]
    cases += [galerkin_case([3, 6, 1], "sine", {"diffusion": 0, "advection": [0, -2, 1], "reaction": 0})]
    adam = [adam_case([5, 20, 15, 1], "relu", 64, 1e-3), adam_case([5, 20, 15, 1], "tanh", 64, 1e-2)]
    json.dump({"torch": torch.__version__, "cases": cases, "adam": adam}, sys.stdout)
    print()


main()
