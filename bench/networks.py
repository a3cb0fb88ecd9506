"""Full-batch Adam steps of a dense network in PyTorch, float32. Reads requests as JSON lines, answers with JSON lines.

{"widths", "activation", "lr", "threads", "folder"} opens a problem: <folder>/{theta,inputs,targets} are float32 files; the
answer is {"gigaflops": speed of a product of matrices}.
{"steps": n} takes n steps and answers {"seconds": […], "loss": before the last step}.
"""
import json
import sys
import time

import numpy
import torch

ACTIVATIONS = {"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh}


def read(folder, name):
    return torch.from_numpy(numpy.fromfile(f"{folder}/{name}", dtype=numpy.float32))


def open_problem(request):
    torch.set_num_threads(request["threads"])
    widths = request["widths"]
    layers = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(fan_in, fan_out), ACTIVATIONS[request["activation"]]()]
    model = torch.nn.Sequential(*layers[:-1])
    torch.nn.utils.vector_to_parameters(read(request["folder"], "theta"), model.parameters())
    # A vector is cut into views of itself; parameters with memory of their own are what training has.
    for parameter in model.parameters():
        parameter.data = parameter.data.clone()
    optimizer = torch.optim.Adam(model.parameters(), lr=request["lr"])
    inputs = read(request["folder"], "inputs").reshape(-1, widths[0])
    targets = read(request["folder"], "targets").reshape(-1, widths[-1])
    measure = torch.nn.MSELoss()

    def step():
        optimizer.zero_grad()
        loss = measure(model(inputs), targets)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def product_speed():
    size = 512
    matrix = torch.ones(size, size)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        matrix @ matrix
        seconds.append(time.perf_counter() - start)
    return 2e-9 * size**3 / min(seconds)


def main():
    step = None
    for line in sys.stdin:
        request = json.loads(line)
        if "widths" in request:
            step = open_problem(request)
            answer = {"gigaflops": product_speed()}
        else:
            seconds = []
            for _ in range(request["steps"]):
                start = time.perf_counter()
                loss = step()
                seconds.append(time.perf_counter() - start)
            answer = {"seconds": seconds, "loss": loss}
        print(json.dumps(answer), flush=True)


main()
